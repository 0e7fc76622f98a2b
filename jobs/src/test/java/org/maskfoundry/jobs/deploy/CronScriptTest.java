package org.maskfoundry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script for cron with a command that ends with the exit codes it is told, one after the other.
 */
class CronScriptTest {

  private static final String SCRIPT =
      Deployment.FOLDER.resolve("cron/maskfoundry-generate").toString();

  /** Takes the next of the codes in the file beside it. */
  private static final String COMMAND =
      """
      echo "$*" >> starts
      echo "line $(wc -l < starts)"
      status=$(head -1 codes)
      sed -i 1d codes
      exit "$status"
      """;

  @TempDir Path folder;
  private Path command;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void writeCommand() throws IOException {
    command = ScriptRun.script(folder.resolve("command"), COMMAND);
    environment.put("MASKFOUNDRY_STATE", folder.resolve("state").toString());
    environment.put("MASKFOUNDRY_RERUNS", "2");
    environment.put("MASKFOUNDRY_PAUSE", "0");
  }

  private ScriptRun run(String codes) throws Exception {
    Files.write(folder.resolve("codes"), List.of(codes.split(" ")));
    return ScriptRun.of(
        folder, environment, List.of(SCRIPT, command.toString(), "generate", "--images", "a b"));
  }

  private List<String> starts() throws IOException {
    return Files.readAllLines(folder.resolve("starts"));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "5 0, 2", "6 0, 2", "6 5 0, 3"})
  void whatIsDoneInTheEndIsSilent(String codes, int starts) throws Exception {
    ScriptRun run = run(codes);

    assertThat(run.status()).isZero();
    assertThat(run.output()).isEmpty();
    assertThat(run.error()).isEmpty();
    assertThat(starts()).hasSize(starts).containsOnly("generate --images a b");
  }

  @ParameterizedTest
  @CsvSource({
    "1, failed",
    "2, wrong options",
    "3, is missing",
    "4, error_budget",
    "137, failed",
  })
  void otherFailuresAreToldAtOnceWithTheEndOfTheLog(int code, String meaning) throws Exception {
    ScriptRun run = run(code + " 0");

    assertThat(run.status()).isEqualTo(code);
    assertThat(run.output().get(0)).contains("exit code " + code).contains(meaning);
    assertThat(run.output()).endsWith("line 1");
    assertThat(starts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void rerunsEnd(int code) throws Exception {
    ScriptRun run = run("%1$s %1$s %1$s 0".formatted(code));

    assertThat(run.status()).isEqualTo(code);
    assertThat(run.output()).endsWith("line 1", "line 2", "line 3");
    assertThat(starts()).hasSize(3);
  }

  @Test
  void aFailureAfterARerunIsToldAsItIs() throws Exception {
    ScriptRun run = run("6 4 0");

    assertThat(run.status()).isEqualTo(4);
    assertThat(starts()).hasSize(2);
  }

  @Test
  void nothingStartsBesideAnEarlierStart() throws Exception {
    Path state = Files.createDirectories(folder.resolve("state"));
    Process holder =
        new ProcessBuilder(
                "bash", "-c", "exec 9>\"$0\"; flock 9; echo held; read", state.resolve("lock") + "")
            .start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");
      ScriptRun beside = run("4");
      assertThat(beside.status()).isZero();
      assertThat(beside.output()).isEmpty();
      assertThat(folder.resolve("starts")).doesNotExist();
    } finally {
      holder.outputWriter().close();
      holder.waitFor();
    }
    assertThat(run("0").status()).isZero();
    assertThat(starts()).hasSize(1);
  }

  @Test
  void withoutACommandItSaysWhatItExpects() throws Exception {
    ScriptRun run = ScriptRun.of(folder, environment, List.of(SCRIPT));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.error()).contains("expected a command");
  }
}
