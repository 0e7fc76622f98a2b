package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.LoggedProcess;
import org.maskfoundry.jobs.TestImages;

class StatusCommandTest {

  private static final int MANY = 30;

  @TempDir private Path folder;

  private Path images(int count) throws IOException {
    Path images = folder.resolve("images");
    TestImages.whole(images, count);
    Files.createFile(images.resolve("empty.png"));
    return images;
  }

  private List<String> generate(Path images, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of("generate", "--images", images.toString(), "--output", data().toString()));
    Stream.concat(Stream.of("points_per_side=4", "device=cpu"), Stream.of(settings))
        .forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private CommandLineRun status(Object... more) {
    return CommandLineRun.of(
        Stream.concat(
                Stream.of("status", "--dataset", data(), "--json", folder.resolve("status.json")),
                Stream.of(more))
            .toArray());
  }

  private JsonNode onlyRun() throws IOException {
    JsonNode runs = new ObjectMapper().readTree(folder.resolve("status.json").toFile()).get("runs");
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  @Test
  void ofRunsThatHaveEndedTheLastOneIsTold() throws Exception {
    Path images = images(4);
    assertThat(CommandLineRun.of(generate(images).toArray()).status()).isEqualTo(4);
    CommandLineRun second =
        CommandLineRun.of(generate(images, "error_budget=1", "wave_images=2").toArray());
    assertThat(second.status()).as(second.error()).isZero();

    CommandLineRun run = status();

    assertThat(run.status()).as(run.error()).isZero();
    JsonNode told = onlyRun();
    assertThat(told.get("outcome").asText()).isEqualTo("published");
    assertThat(told.at("/counts/images").asLong()).isEqualTo(5);
    assertThat(told.at("/counts/done_before").asLong()).isEqualTo(5);
    assertThat(told.at("/errors/empty_file").asLong()).isEqualTo(1);
    assertThat(run.output())
        .contains("outcome      published")
        .contains("failed       1 (empty_file 1)");
  }

  @Test
  void aRunOfAnotherProcessIsSeenWhileItWorks() throws Exception {
    Path images = images(MANY);
    String killed;
    LoggedProcess process =
        startUntilFirstWave(generate(images, "wave_images=1", "error_budget=1"));
    try {
      CommandLineRun run = status();

      assertThat(run.status()).as(run.error()).isZero();
      JsonNode told = onlyRun();
      assertThat(told.get("outcome").asText()).isEqualTo("running");
      killed = told.get("run_id").asText();
      assertThat(told.get("stale").asBoolean()).isFalse();
      assertThat(told.get("images_to_do").asInt()).isEqualTo(MANY + 1);
      assertThat(told.at("/counts/images_done").asInt()).isBetween(1, MANY);
      assertThat(told.at("/counts/waves_done")).isEqualTo(told.at("/counts/images_done"));
      assertThat(told.get("last_commit").isNull()).isFalse();
      assertThat(told.get("estimated_end").isNull()).isFalse();
      assertThat(run.output())
          .contains("outcome      running")
          .containsPattern("images       \\d+ of " + (MANY + 1));
    } finally {
      process.kill();
    }

    CommandLineRun rerun =
        CommandLineRun.of(generate(images, "wave_images=1000", "error_budget=1").toArray());
    assertThat(rerun.status()).as(rerun.error()).isZero();
    assertThat(status().status()).isZero();
    assertThat(onlyRun().get("outcome").asText()).isEqualTo("published");
    assertThat(onlyRun().at("/counts/images").asInt()).isEqualTo(MANY + 1);
    assertThat(status("--run", killed).status()).isZero();
    assertThat(onlyRun().get("outcome").asText()).isEqualTo("interrupted");
    assertThat(onlyRun().at("/counts/images_done").asInt()).isPositive();
  }

  @Test
  void aDatasetOrRunThatIsNotThereIsSaid() throws Exception {
    CommandLineRun none = status();
    assertThat(none.status()).isNotZero();
    assertThat(none.error()).contains("No runs at " + data());

    assertThat(CommandLineRun.of(generate(images(1), "error_budget=1").toArray()).status())
        .isZero();
    CommandLineRun wrong = status("--run", "nonsense");
    assertThat(wrong.status()).isNotZero();
    assertThat(wrong.error()).contains("No run nonsense at " + data(), "expected one of [2");
  }

  /** Stops the process where it is, so that it does not end before it is looked at. */
  private LoggedProcess startUntilFirstWave(List<String> arguments) throws Exception {
    LoggedProcess run =
        LoggedProcess.start(
            LoggedProcess.java(List.of("-Dspark.master=local[2]"), Maskfoundry.class, arguments),
            Map.of(),
            folder.resolve("run.log"));
    run.await("wave 1 of");
    String id = Long.toString(run.process().pid());
    assertThat(new ProcessBuilder("kill", "-STOP", id).start().waitFor()).isZero();
    return run;
  }
}
