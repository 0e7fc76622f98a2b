package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MaskfoundryTest {

  @TempDir Path folder;

  private static Set<String> commands() {
    return Maskfoundry.commandLine().getSubcommands().keySet();
  }

  @Test
  void everyCommandHasHelpWithAnExampleOfItself() {
    for (String command : commands()) {
      CommandLineRun help = CommandLineRun.of(command, "--help");

      assertThat(help.status()).as(command).isZero();
      assertThat(help.output())
          .as(command)
          .contains("Usage: maskfoundry " + command)
          .containsPattern("Examples?:\\R.*maskfoundry " + command);
      assertThat(help.error()).as(command).isEmpty();
    }
  }

  @Test
  void everyExampleInTheHelpIsUnderstood() {
    for (CommandLine command : Maskfoundry.commandLine().getSubcommands().values()) {
      String footer =
          String.join("\n", command.getCommandSpec().usageMessage().footer()).replace("\\\n", "");
      footer
          .lines()
          .map(String::strip)
          .filter(line -> line.startsWith("maskfoundry "))
          .map(line -> line.substring("maskfoundry ".length()).split(" +"))
          .forEach(arguments -> Maskfoundry.commandLine().parseArgs(arguments));
    }
  }

  @Test
  void everyCommandThatRunsAJobTakesASummaryFile() {
    Maskfoundry.commandLine().getSubcommands().values().stream()
        .filter(command -> command.getCommand() instanceof SummarisedCommand)
        .forEach(
            command ->
                assertThat(command.getCommandSpec().optionsMap())
                    .as(command.getCommandName())
                    .containsKey("--json"));
    assertThat(commands()).contains("masks", "predict", "validate", "version", "completion");
  }

  @Test
  void anUnknownOptionIsRefusedWithTheOneThatIsMeant() {
    CommandLineRun run = CommandLineRun.of("masks", "--imag", "x.jpg", "--output", "y.json");

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("--imag").contains("--image").contains("masks --help");
    assertThat(run.output()).isEmpty();
  }

  @Test
  void anUnknownCommandIsRefusedWithTheOneThatIsMeant() {
    CommandLineRun run = CommandLineRun.of("mask");

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("'mask'").contains("maskfoundry masks");
  }

  @Test
  void anOptionIsNeverTakenForTheValueOfAnother() {
    CommandLineRun run = CommandLineRun.of("masks", "--image", "--outptu", "y.json");

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("--outptu");
  }

  @Test
  void noCommandAtAllIsRefusedWithTheHelp() {
    CommandLineRun run = CommandLineRun.of();

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("--help");
  }

  @Test
  void versionIsToldAsOptionAndAsCommandWithASummary() throws IOException {
    Path json = folder.resolve("summary of ü.json");

    CommandLineRun option = CommandLineRun.of("--version");
    CommandLineRun command = CommandLineRun.of("version", "--json", json);

    String first = command.output().lines().findFirst().orElseThrow();
    assertThat(option.output().strip()).isEqualTo(first).matches("maskfoundry \\d+\\.\\d+.*");
    JsonNode summary = new ObjectMapper().readTree(Files.readAllBytes(json));
    assertThat(summary.path("command").textValue()).isEqualTo("version");
    assertThat(summary.path("outcome").textValue()).isEqualTo("succeeded");
    assertThat(summary.path("exit_code").intValue()).isZero();
    assertThat(first).endsWith(summary.path("version").textValue());
  }

  @Test
  void theCompletionScriptNamesEveryCommandAndIsValidShell() throws Exception {
    String script = CommandLineRun.of("completion").output();

    assertThat(script).contains(commands());
    for (String option : List.of("--image", "--preset", "--stacktrace")) {
      assertThat(script).contains(option);
    }
    Path file = Files.writeString(folder.resolve("completion.sh"), script);
    Process bash = new ProcessBuilder("bash", "-n", file.toString()).inheritIO().start();
    assertThat(bash.waitFor()).isZero();
  }

  @Test
  void exitCodesAreThoseOfTheDesign() {
    assertThat(List.of(ExitCode.values()))
        .extracting(ExitCode::summaryName, ExitCode::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("succeeded", 0),
            org.assertj.core.groups.Tuple.tuple("failed", 1),
            org.assertj.core.groups.Tuple.tuple("settings", 2),
            org.assertj.core.groups.Tuple.tuple("environment", 3),
            org.assertj.core.groups.Tuple.tuple("error_budget_exceeded", 4),
            org.assertj.core.groups.Tuple.tuple("commit_state_unknown", 5),
            org.assertj.core.groups.Tuple.tuple("stopped", 6));
  }
}
