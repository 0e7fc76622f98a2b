package org.maskfoundry.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.LoggedProcess;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.cli.Maskfoundry;

/**
 * Commands that make a file of every image, where images take their process with them: one by a
 * crash, one by never ending.
 */
class PoisonFilesIT {

  private static final int IMAGES = 6;
  private static final String CRASHING = "004.png";
  private static final String ENDLESS = "005.png";

  @TempDir private Path folder;
  private Path images;
  private Path output;
  private int processes;

  @BeforeEach
  void drawImages() throws IOException {
    images = folder.resolve("images");
    output = folder.resolve("output");
    TestImages.whole(images, IMAGES);
  }

  @Test
  void embedGivesThemUpAndLeavesThemAloneUntilItIsAskedToRetry() throws Exception {
    List<String> embed = with(List.of("embed", "--images", PoisonedStorage.uri(images)));
    poison();
    assertThat(deathsBeforeTheEnd(embed)).isBetween(3, 4);
    onlyThePoisonedFailed();

    succeeds(local(embed));
    onlyThePoisonedFailed();

    cure();
    embed.add("--retry-errors");
    succeeds(local(embed));
    assertThat(errors()).isEmpty();
  }

  @Test
  void embedOnAClusterGoesOnWithoutThem() throws Exception {
    poison();
    List<String> embed = with(List.of("embed", "--images", PoisonedStorage.uri(images)));
    try (StandaloneCluster cluster = StandaloneCluster.start(2)) {
      succeeds(cluster.submit(PoisonedStorage.CONFIGURATION, embed));
    }
    onlyThePoisonedFailed();
  }

  @Test
  void paintGivesThemUpAndLeavesThemAlone() throws Exception {
    String dataset = folder.resolve("dataset").toString();
    succeeds(
        local(
            List.of(
                "generate",
                "--images",
                PoisonedStorage.uri(images),
                "--output",
                dataset,
                "--set",
                "points_per_side=2")));
    poison();
    List<String> paint = with(List.of("paint", "--dataset", dataset));
    assertThat(deathsBeforeTheEnd(paint)).isBetween(3, 4);
    onlyThePoisonedFailed();

    succeeds(local(paint));
    onlyThePoisonedFailed();
  }

  private void poison() throws IOException {
    Files.createFile(images.resolve(CRASHING + PoisonedStorage.CRASHES));
    Files.createFile(images.resolve(ENDLESS + PoisonedStorage.NEVER_ENDS));
  }

  private void cure() throws IOException {
    Files.delete(images.resolve(CRASHING + PoisonedStorage.CRASHES));
    Files.delete(images.resolve(ENDLESS + PoisonedStorage.NEVER_ENDS));
  }

  private List<String> with(List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--output", output.toString(), "--set"));
    arguments.addAll(
        List.of("device=cpu", "error_budget=0.5", "partitions=2", "image_time_limit=10"));
    return arguments;
  }

  /** Starts the same command again until it does not die; at most once for each image's death. */
  private int deathsBeforeTheEnd(List<String> command) throws Exception {
    int deaths = 0;
    LoggedProcess run = local(command);
    while (run.status() != 0) {
      deaths++;
      assertThat(deaths).as(run.said()).isLessThanOrEqualTo(4);
      run = local(command);
    }
    return deaths;
  }

  private LoggedProcess local(List<String> arguments) throws IOException {
    List<String> options = new ArrayList<>(List.of("-Dspark.master=local[2]"));
    options.add("-XX:ErrorFile=" + folder.resolve("crash-%p.log"));
    PoisonedStorage.CONFIGURATION.forEach((key, value) -> options.add("-D" + key + "=" + value));
    return LoggedProcess.start(
        LoggedProcess.java(options, Maskfoundry.class, arguments),
        Map.of(),
        folder.resolve("run" + processes++ + ".log"));
  }

  private static void succeeds(LoggedProcess run) throws IOException, InterruptedException {
    assertThat(run.status()).as(run.said()).isZero();
  }

  private void onlyThePoisonedFailed() throws IOException {
    assertThat(errors()).containsOnlyKeys(CRASHING, ENDLESS);
    errors()
        .forEach(
            (name, line) -> {
              assertThat(line.get("error_code").textValue()).isEqualTo("process_lost");
              assertThat(line.get("error_message").textValue()).startsWith(name);
            });
  }

  /** Lines of images that failed, by path, in a manifest of all. */
  private Map<String, JsonNode> errors() throws IOException {
    Map<String, JsonNode> failed = new TreeMap<>();
    List<String> lines = Files.readAllLines(output.resolve("manifest.jsonl"));
    assertThat(lines).hasSize(IMAGES);
    for (String line : lines) {
      JsonNode image = new ObjectMapper().readTree(line);
      if (image.has("error_code")) {
        failed.put(image.get("file_name").textValue(), image);
      }
    }
    return failed;
  }
}
