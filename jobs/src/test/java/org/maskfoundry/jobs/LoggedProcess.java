package org.maskfoundry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/** A process whose output goes to a file that a test can wait for lines in. */
public record LoggedProcess(Process process, Path log) {

  public static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int POLL_MILLIS = 50;

  /** The command of a program on the class path of the tests. */
  public static List<String> java(List<String> options, Class<?> program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Starts a command. */
  public static LoggedProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new LoggedProcess(builder.start(), log);
  }

  /** Waits until the output matches; fails where the process ends before. */
  public MatchResult await(String expected) throws IOException, InterruptedException {
    Pattern pattern = Pattern.compile(expected);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      boolean hasEnded = !process.isAlive();
      String said = said();
      Matcher match = pattern.matcher(said);
      if (match.find()) {
        return match.toMatchResult();
      }
      assertThat(hasEnded).as("ended before it said \"%s\":%n%s", expected, said).isFalse();
      assertThat(Instant.now()).as("no \"%s\" in:%n%s", expected, said).isBefore(deadline);
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Waits for the end. */
  public int status() throws InterruptedException, IOException {
    boolean hasEnded = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(hasEnded).as("still running:%n%s", said()).isTrue();
    return process.exitValue();
  }

  /** All it has said so far. */
  public String said() throws IOException {
    return Files.readString(log);
  }

  /** SIGTERM: asks it to end. */
  public void terminate() {
    assertThat(process.supportsNormalTermination()).isTrue();
    process.destroy();
  }

  /** {@code kill -9}, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
