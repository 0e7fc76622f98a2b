package org.maskfoundry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The DAG with a few lines in Airflow's place, where there is a Python. */
class AirflowDagTest {

  private static final String EXCEPTIONS =
      """
      class AirflowException(Exception): pass
      class AirflowFailException(AirflowException): pass
      """;

  /** A DAG that runs its tasks as soon as it is made. */
  private static final String SDK =
      """
      def dag(**settings):
          print("max_active_runs", settings["max_active_runs"])
          print("retries", settings["default_args"]["retries"])
          return lambda function: function
      def task(function): return function
      """;

  private static final String NOTIFIER =
      """
      class SmtpNotifier:
          def __init__(self, to, subject): print("told", to)
      """;

  /** Runs the DAG with another command, whose exit code is the argument. */
  private static final String START =
      """
      import subprocess, sys
      real = subprocess.run
      def run(command, **options):
          print("command", command[0].rsplit("/deploy/")[1], "--" in command)
          return real(["bash", "-c", "exit " + sys.argv[2]], **options)
      subprocess.run = run
      try:
          exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"))
          print("ended succeeded")
      except Exception as failure:
          print("ended", type(failure).__name__, failure)
      """;

  @TempDir Path folder;

  @BeforeEach
  void layOutAirflow() throws Exception {
    assumeThat(hasPython()).as("python3 on the PATH, to run the DAG with").isTrue();
    module("airflow/exceptions.py", EXCEPTIONS);
    module("airflow/sdk.py", SDK);
    module("airflow/providers/smtp/notifications/smtp.py", NOTIFIER);
    Files.writeString(folder.resolve("start.py"), START);
  }

  private void module(String path, String lines) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines);
  }

  private boolean hasPython() throws Exception {
    try {
      return ScriptRun.of(folder, Map.of(), List.of("python3", "--version")).status() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private List<String> run(int exitCode) throws Exception {
    ScriptRun run =
        ScriptRun.of(
            folder,
            Map.of("PYTHONPATH", folder.toString(), "PYTHONDONTWRITEBYTECODE", "1"),
            List.of(
                "python3",
                "start.py",
                Deployment.FOLDER.resolve("airflow/maskfoundry_generate.py").toString(),
                Integer.toString(exitCode)));
    assertThat(run.status()).as(run.error()).isZero();
    return run.output();
  }

  @ParameterizedTest
  @CsvSource({
    "0, succeeded",
    "1, AirflowException exit code 1",
    "2, AirflowFailException exit code 2: wrong options",
    "3, AirflowFailException exit code 3",
    "4, AirflowFailException exit code 4: more images failed",
    "5, AirflowException exit code 5",
    "6, AirflowException exit code 6: stopped",
    "137, AirflowException exit code 137: killed",
  })
  void theExitCodeSaysWhetherToTryAgain(int exitCode, String ended) throws Exception {
    assertThat(run(exitCode)).last().asString().startsWith("ended " + ended);
  }

  @Test
  void oneRunAtATimeWithRetriesAndSomeoneToTell() throws Exception {
    assertThat(run(0))
        .contains("max_active_runs 1", "retries 5", "told masks@example.org")
        .contains("command standalone/submit-generate.sh True");
  }
}
