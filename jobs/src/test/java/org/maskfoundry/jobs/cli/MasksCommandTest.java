package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.mask.RleMask;

class MasksCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static JsonNode read(Path file) throws IOException {
    return JSON.readTree(Files.readAllBytes(file));
  }

  private static RleMask mask(JsonNode annotation) {
    JsonNode segmentation = annotation.path("segmentation");
    return RleMask.ofCocoString(
        segmentation.path("size").path(0).intValue(),
        segmentation.path("size").path(1).intValue(),
        segmentation.path("counts").textValue());
  }

  @Test
  void theMasksOfAnImageAreWrittenAsReleasedRecords() throws IOException {
    Path image = TestImages.disc(folder.resolve("ein Bild – 図.png"), 60, 80);
    Path output = folder.resolve("out put/mäsks.json");
    Path summaryFile = folder.resolve("summary.json");

    CommandLineRun run =
        CommandLineRun.of(
            "masks",
            "--image",
            image,
            "--output",
            output,
            "--json",
            summaryFile,
            "--set",
            "points_per_side=4",
            "pred_iou_thresh=-100",
            "--set",
            "stability_score_thresh=0");

    assertThat(run.error()).isEmpty();
    assertThat(run.status()).isZero();
    JsonNode record = read(output);
    assertThat(record.path("image").path("file_name").textValue()).isEqualTo("ein Bild – 図.png");
    assertThat(record.path("image").path("width").intValue()).isEqualTo(80);
    assertThat(record.path("image").path("height").intValue()).isEqualTo(60);
    assertThat(record.path("annotations")).isNotEmpty();
    for (JsonNode annotation : record.path("annotations")) {
      RleMask mask = mask(annotation);
      assertThat(List.of(mask.height(), mask.width())).containsExactly(60, 80);
      assertThat(annotation.path("area").intValue()).isEqualTo(mask.area()).isPositive();
      assertThat(JSON.convertValue(annotation.path("bbox"), int[].class))
          .isEqualTo(mask.box().toSa1b());
    }
    JsonNode summary = read(summaryFile);
    assertThat(summary.path("counts").path("masks").intValue())
        .isEqualTo(record.path("annotations").size());
    assertThat(summary.path("files").path("output").textValue()).isEqualTo(output.toString());
    assertThat(summary.path("settings").path("points_per_side").textValue()).isEqualTo("4");
    assertThat(summary.path("model").path("name").textValue()).isEqualTo("region_nano");
    assertThat(summary.path("seconds").path("generate").doubleValue()).isPositive();
  }

  @Test
  void askedForTheSameTheRecordsAreTheSame() throws IOException {
    Path image = TestImages.disc(folder.resolve("disc.png"), 50, 50);
    Path first = folder.resolve("first.json");
    Path second = folder.resolve("second.json");

    for (Path output : List.of(first, second)) {
      CommandLineRun.of(
          "masks",
          "--image",
          image,
          "--output",
          output,
          "--set",
          "points_per_side=2",
          "threads=" + (output.equals(first) ? 1 : 2),
          "pred_iou_thresh=-100");
    }

    assertThat(second).hasSameTextualContentAs(first);
  }

  @Test
  void aFileThatIsNoImageFailsByNameAndLeavesTheOldOutputAlone() throws IOException {
    Path image = Files.writeString(folder.resolve("notes.jpg"), "no picture at all");
    Path output = Files.writeString(folder.resolve("old.json"), "old");
    Path summaryFile = folder.resolve("summary.json");

    CommandLineRun run =
        CommandLineRun.of("masks", "--image", image, "--output", output, "--json", summaryFile);

    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.error()).contains("notes.jpg").doesNotContain("\tat ");
    assertThat(output).hasContent("old");
    JsonNode summary = read(summaryFile);
    assertThat(summary.path("outcome").textValue()).isEqualTo("failed");
    assertThat(summary.path("error").textValue()).contains("notes.jpg");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(image, output, summaryFile);
    }
  }

  @Test
  void theTraceIsShownOnRequest() throws IOException {
    Path image = Files.writeString(folder.resolve("notes.jpg"), "no picture at all");

    CommandLineRun run =
        CommandLineRun.of(
            "masks", "--image", image, "--output", folder.resolve("x.json"), "--stacktrace");

    assertThat(run.error()).contains("\tat org.maskfoundry.");
  }

  @Test
  void anImageThatIsNotThereIsAWrongOption() {
    CommandLineRun run =
        CommandLineRun.of(
            "masks", "--image", folder.resolve("none.jpg"), "--output", folder.resolve("x.json"));

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("--image").contains("none.jpg");
  }

  @Test
  void allWrongSettingsAreToldBeforeAnythingIsRead() throws IOException {
    Path conf = Files.writeString(folder.resolve("my.conf"), "\npoints_per_syde = 3\n");

    CommandLineRun run =
        CommandLineRun.of(
            "masks",
            "--image",
            folder.resolve("none.jpg"),
            "--output",
            folder.resolve("x.json"),
            "--conf",
            conf,
            "--set",
            "crop_overlap_ratio=7",
            "--preset",
            "sa1b");

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error())
        .contains("3 problems")
        .contains(conf + ":2: points_per_syde")
        .contains("did you mean points_per_side?")
        .contains("crop_overlap_ratio")
        .contains("did you mean sa-1b?")
        .doesNotContain("none.jpg");
  }

  @Test
  void aFolderThatIsNoBundleIsAnEnvironmentProblem() throws IOException {
    Path image = TestImages.disc(folder.resolve("disc.png"), 20, 20);

    CommandLineRun run =
        CommandLineRun.of(
            "masks", "--image", image, "--model", folder, "--output", folder.resolve("x.json"));

    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(run.error()).contains(folder.toString()).contains("import-model");
  }
}
