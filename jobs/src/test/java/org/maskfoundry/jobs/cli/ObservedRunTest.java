package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.LoggedProcess;
import org.maskfoundry.jobs.TestImages;

/** What a run in a process of its own shows of itself: metrics, log and event log. */
@Tag("long")
class ObservedRunTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern METRIC =
      Pattern.compile(
          "metrics_ours_driver_plugin_\\w+_MetricsPlugin_(\\w+)_(Number|Count)\\{\\S+ (\\S+)");
  private static final Pattern END =
      Pattern.compile("status (\\d+) page (http://127\\.0\\.0\\.1:\\d+)");

  @TempDir private Path folder;

  @Test
  void aRunIsSeenInSparksMetricsInItsEventLogAndInTheLog() throws Exception {
    Path images = folder.resolve("images");
    TestImages.whole(images, 4);
    Files.createFile(images.resolve("empty.png"));
    Files.writeString(images.resolve("text.png"), "No picture.");
    Files.createDirectory(folder.resolve("events"));

    Process process = start(images);
    List<String> said = new ArrayList<>();
    String metrics;
    try (var output = process.inputReader()) {
      Matcher end = END.matcher("");
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        said.add(line);
        if (end.reset(line).matches()) {
          break;
        }
      }
      assertThat(said).last().asString().as("%s", said).matches("status 0 page .*");
      metrics = page(end.group(2) + "/metrics/prometheus");
      assertThat(page(end.group(2) + "/metrics/executors/prometheus"))
          .contains("metrics_executor_completedTasks_total");
      process.getOutputStream().close();
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }

    JsonNode summary = JSON.readTree(folder.resolve("summary.json").toFile());
    long masks = summary.at("/counts/masks").asLong();
    assertThat(masks).isPositive();
    assertThat(values(metrics)).as(metrics).isNotEmpty();
    checkMetrics(values(metrics), masks);
    checkEventLog(masks);
    checkWaves(said, summary.get("run_id").asText(), masks);
    assertThat(said).contains("the user's plugin is there", "the user's listener hears");
    assertThat(said).anyMatch(line -> line.startsWith("wave 2 of 2: 6 of 6 images, 2 failed"));
  }

  private static void checkMetrics(Map<String, Double> values, long masks) {
    for (String of : List.of("", "run_")) {
      assertThat(values)
          .containsEntry(of + "images", 6.0)
          .containsEntry(of + "failed", 2.0)
          .containsEntry(of + "masks", (double) masks)
          .containsEntry(of + "errors_empty_file", 1.0)
          .containsEntry(of + "errors_not_an_image", 1.0)
          .containsEntry(of + "batch_splits", 0.0);
      assertThat(values.get(of + "dropped_duplicate_in_crop")).isPositive();
      assertThat(values.get(of + "milliseconds_encode")).isPositive();
      assertThat(values.get(of + "milliseconds_decode")).isPositive();
      assertThat(values.get(of + "milliseconds_wait")).isPositive();
      assertThat(values.get(of + "milliseconds_device_busy")).isPositive();
      assertThat(values)
          .containsKeys(
              of + "milliseconds_read",
              of + "milliseconds_decode_image",
              of + "milliseconds_select");
    }
    assertThat(values.get("device_busy_share")).isGreaterThan(0).isLessThanOrEqualTo(1);
  }

  private void checkEventLog(long masks) throws IOException {
    Map<String, String> totals = new HashMap<>();
    for (Path file : files(folder.resolve("events"))) {
      for (String line : Files.readAllLines(file)) {
        for (JsonNode total : JSON.readTree(line).at("/Stage Info/Accumulables")) {
          totals.put(total.path("Name").asText(), total.path("Value").asText());
        }
      }
    }
    assertThat(totals)
        .containsEntry("images", "6")
        .containsEntry("masks", Long.toString(masks))
        .containsEntry("errors", "{empty_file=1, not_an_image=1}");
    assertThat(totals.get("dropped")).contains("duplicate_in_crop=");
    assertThat(totals.get("milliseconds")).contains("encode=", "device_busy=", "wait=");
  }

  private static void checkWaves(List<String> said, String runId, long masks) throws IOException {
    List<JsonNode> waves = new ArrayList<>();
    for (String line : said) {
      if (line.startsWith("{\"run_id\"")) {
        waves.add(JSON.readTree(line));
      }
    }
    assertThat(waves).extracting(wave -> wave.get("wave").asInt()).containsExactly(1, 2);
    assertThat(waves)
        .allMatch(wave -> wave.get("run_id").asText().equals(runId))
        .allMatch(wave -> wave.get("waves").asInt() == 2)
        .allMatch(wave -> wave.get("images").asInt() == 3)
        .allMatch(wave -> wave.get("seconds").asDouble() > 0)
        .allMatch(wave -> wave.get("images_per_second").asDouble() > 0);
    assertThat(waves.stream().mapToLong(wave -> wave.get("masks").asLong()).sum()).isEqualTo(masks);
    assertThat(waves.stream().mapToLong(wave -> wave.get("failed").asLong()).sum()).isEqualTo(2);
    for (String code : List.of("empty_file", "not_an_image")) {
      assertThat(waves.stream().mapToLong(wave -> wave.get("errors").path(code).asLong()).sum())
          .as(code)
          .isEqualTo(1);
    }
  }

  private Process start(Path images) throws IOException {
    List<String> options = new ArrayList<>();
    Map.of(
            "master", "local[2]",
            "ui.enabled", "true",
            "ui.port", "0",
            "ui.prometheus.enabled", "true",
            "metrics.namespace", "ours",
            "eventLog.enabled", "true",
            "eventLog.dir", folder.resolve("events").toUri().toString(),
            "eventLog.compress", "false",
            "plugins", ObservedRun.UserPlugin.class.getName(),
            "extraListeners", ObservedRun.UserListener.class.getName())
        .forEach((key, value) -> options.add("-Dspark." + key + "=" + value));
    String sink = "-Dspark.metrics.conf.*.sink.prometheusServlet.";
    options.add(sink + "class=org.apache.spark.metrics.sink.PrometheusServlet");
    options.add(sink + "path=/metrics/prometheus");
    List<String> arguments = new ArrayList<>(List.of("generate", "--images", images.toString()));
    arguments.addAll(List.of("--output", folder.resolve("data").toString()));
    arguments.addAll(List.of("--json", folder.resolve("summary.json").toString()));
    for (String setting :
        List.of(
            "points_per_side=6",
            "pred_iou_thresh=0",
            "stability_score_thresh=0",
            "wave_images=3",
            "error_budget=1",
            "device=cpu")) {
      arguments.addAll(List.of("--set", setting));
    }
    return new ProcessBuilder(LoggedProcess.java(options, ObservedRun.class, arguments))
        .redirectErrorStream(true)
        .start();
  }

  private static String page(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build()
        .send(request, BodyHandlers.ofString())
        .body();
  }

  private static Map<String, Double> values(String metrics) {
    Map<String, Double> values = new HashMap<>();
    METRIC
        .matcher(metrics)
        .results()
        .forEach(found -> values.put(found.group(1), Double.valueOf(found.group(3))));
    return values;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }
}
