package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.model.ModelException;
import picocli.CommandLine.Command;

class FailureTest {

  @TempDir Path folder;

  @Command(name = "broken")
  private static final class BrokenCommand extends SummarisedCommand {

    private final Throwable failure;

    BrokenCommand(Throwable failure) {
      this.failure = failure;
    }

    @Override
    protected ExitCode run(CommandSummary summary) throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  private CommandLineRun run(Throwable failure, Object... arguments) {
    StringWriter error = new StringWriter();
    String[] texts = new String[arguments.length + 1];
    texts[0] = "broken";
    for (int argument = 0; argument < arguments.length; argument++) {
      texts[argument + 1] = arguments[argument].toString();
    }
    int status =
        Maskfoundry.commandLine()
            .addSubcommand(new BrokenCommand(failure))
            .setErr(new PrintWriter(error))
            .execute(texts);
    return new CommandLineRun(status, "", error.toString());
  }

  @Test
  void aForeseenFailureIsItsMessageAndNoMore() {
    CommandLineRun run = run(new ModelException("vit_b: weights are cut; import them again"));

    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(run.error().lines())
        .containsExactly("maskfoundry: vit_b: weights are cut; import them again");
  }

  @Test
  void aMissingFileIsNamed() {
    CommandLineRun run = run(new NoSuchFileException("photos/a b.jpg"));

    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.error().lines())
        .containsExactly("maskfoundry: photos/a b.jpg: no such file or folder");
  }

  @Test
  void anUnforeseenFailureAsksForAReport() {
    CommandLineRun run = run(new IllegalStateException("odd"));

    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.error()).contains("--stacktrace").contains("odd").doesNotContain("\tat ");
  }

  @Test
  void errorsOfTheVirtualMachineHaveARemedyAndASummaryToo() throws IOException {
    Path json = folder.resolve("summary.json");

    CommandLineRun heap = run(new OutOfMemoryError("Java heap space"), "--json", json);
    CommandLineRun library = run(new UnsatisfiedLinkError("no libstdc++"));

    assertThat(heap.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(heap.error()).contains("-Xmx").doesNotContain("\tat ");
    JsonNode summary = new ObjectMapper().readTree(Files.readAllBytes(json));
    assertThat(summary.path("outcome").textValue()).isEqualTo("environment");
    assertThat(summary.path("exit_code").intValue()).isEqualTo(3);
    assertThat(library.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(library.error()).contains("no libstdc++");
  }

  @Test
  void aSummaryThatCannotBeWrittenDoesNotHideTheFailure() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    CommandLineRun run =
        run(new ModelException("the reason"), "--json", file.resolve("summary.json"));

    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(run.error()).contains("the reason").contains("summary cannot be written");
  }
}
