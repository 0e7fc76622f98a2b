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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.phase.DetectorTraining;
import org.maskfoundry.jobs.phase.TrainingWork;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.jobs.table.RowSelection;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.training.TrainingRound;

/** {@code scenes} and {@code train-detector}, with the embedded model. */
@Tag("long")
class TrainDetectorCommandTest {

  @TempDir static Path annotated;
  private static Path scenes;
  private static Path dataset;

  @TempDir Path folder;
  private Path detector;

  @BeforeAll
  static void annotate() {
    scenes = annotated.resolve("scenes");
    dataset = annotated.resolve("data set");
    succeeded("scenes", "--count", 8, "--first-seed", 70, "--size", "320x240", "--output", scenes);
    succeeded("ingest", "--annotations", scenes, "--images", scenes, "--output", dataset);
  }

  @BeforeEach
  void choosePlace() {
    detector = folder.resolve("a detector");
  }

  private static CommandLineRun succeeded(Object... arguments) {
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.status()).as(run.error()).isZero();
    return run;
  }

  private CommandLineRun train(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("train-detector", "--dataset", dataset));
    arguments.addAll(List.of("--output", detector, "--json", folder.resolve("summary.json")));
    arguments.addAll(List.of("--set", "head_width=8", "batch_images=4", "held_out_share=0.25"));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray());
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
  }

  @Test
  void scenesComeWithTheirTrueMasks() throws IOException {
    Map<String, ImageRow> rows = PublishedRows.of(dataset);

    assertThat(rows).hasSize(8);
    JsonNode record = new ObjectMapper().readTree(scenes.resolve("scene-000070.json").toFile());
    assertThat(rows.get("scene-000070.png").annotations())
        .hasSize(record.get("annotations").size())
        .hasSizeGreaterThan(4);
  }

  @Test
  void theDetectorKnowsWhatItWasTrainedOnAndPrefills() throws IOException {
    CommandLineRun run = train("training_steps=20", "patience=20", "--curve");

    assertThat(run.status()).as(run.error()).isZero();
    assertThat(run.output()).contains("AR@10", "trained on", "by chance");
    assertThat(run.error()).contains("8 images with", "step 20: loss", "held out: AR@10");
    JsonNode training = summary().get("training");
    assertThat(training.get("held_out_images").intValue()).isEqualTo(2);
    assertThat(training.get("dataset_digest").textValue()).hasSize(64);
    JsonNode figures = summary().get("figures");
    assertThat(figures.get("curve")).hasSize(4);
    assertThat(figures.get("curve").get(3).get("images").intValue()).isEqualTo(6);
    assertThat(figures.get("chance_ar_100").doubleValue()).isLessThan(0.1);
    assertThat(Files.readString(detector.resolve("detector.conf")))
        .contains("graph_digest", "region_nano", "detection_score_thresh");

    Path prefilled = folder.resolve("prefilled");
    succeeded(
        "prefill",
        "--images",
        scenes,
        "--detector",
        detector,
        "--output",
        prefilled,
        "--set",
        "detection_score_thresh=0.001",
        "max_boxes=5");
    assertThat(PublishedRows.of(prefilled).values())
        .hasSize(8)
        .allSatisfy(row -> assertThat(row.phase()).isEqualTo(Phase.SEMI_AUTOMATIC))
        .anySatisfy(row -> assertThat(row.annotations()).isNotEmpty());
  }

  @Test
  void theSameTrainingGivesTheSameDetectorAndEmbedsNothingAgain() throws IOException {
    train("training_steps=10", "training_threads=1");
    byte[] first = Files.readAllBytes(detector.resolve("detector.onnx"));
    Files.delete(detector.resolve("detector.onnx"));

    CommandLineRun again = train("training_steps=10", "training_threads=1");

    assertThat(again.status()).as(again.error()).isZero();
    assertThat(again.error()).doesNotContain("images embedded");
    assertThat(Files.readAllBytes(detector.resolve("detector.onnx"))).isEqualTo(first);
  }

  @Test
  void aDetectorThatWasChangedIsRefused() throws IOException {
    train("training_steps=2");
    byte[] graph = Files.readAllBytes(detector.resolve("detector.onnx"));
    graph[graph.length / 2] ^= 1;
    Files.write(detector.resolve("detector.onnx"), graph);

    CommandLineRun run =
        CommandLineRun.of(
            "prefill",
            "--images",
            scenes,
            "--detector",
            detector,
            "--output",
            folder.resolve("out"));

    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(run.error()).contains("was changed or cut");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void whatCannotBeTrainedIsSaidAtOnce() {
    CommandLineRun width = train("head_width=12");
    assertThat(width.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(width.error()).contains("head_width", "a multiple of 8");

    CommandLineRun phase = train("training_steps=1", "--phase", "semi_automatic");
    assertThat(phase.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(phase.error()).contains("expected two at least");
  }

  @Test
  void imagesThatAreGoneAreLeftOutAndCounted() throws IOException {
    Path away = folder.resolve("away.png");
    Files.move(scenes.resolve("scene-000071.png"), away);
    try {
      CommandLineRun strict = train("training_steps=2");

      assertThat(strict.status()).isEqualTo(ExitCode.ERROR_BUDGET_EXCEEDED.status());
      assertThat(strict.output()).contains("No detector: 7 images are left", "error_budget");
      assertThat(detector.resolve("detector.onnx")).doesNotExist();

      CommandLineRun run = train("training_steps=2", "error_budget=0.2");

      assertThat(run.status()).as(run.error()).isZero();
      assertThat(summary().at("/counts/images").intValue()).isEqualTo(7);
      assertThat(summary().at("/counts/errors/not_found").intValue()).isEqualTo(1);
    } finally {
      Files.move(away, scenes.resolve("scene-000071.png"));
    }
  }

  /** One image with one object, as YOLO has it. */
  private Path annotated(String source, byte[] image, String name, String... settings)
      throws IOException {
    Path images = Files.createDirectories(folder.resolve(source));
    Files.write(images.resolve(name), image);
    Files.writeString(
        images.resolve(name.replaceAll("[.].*", ".txt")),
        "0 0.2 0.25 0.8 0.25 0.8 0.75 0.2 0.75\n");
    Path rows = folder.resolve("other data");
    List<Object> arguments = new ArrayList<>(List.of("ingest", "--annotations", images));
    arguments.addAll(List.of("--format", "yolo", "--images", images, "--output", rows));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    succeeded(arguments.toArray());
    return rows;
  }

  @Test
  void imagesOfOnePathFromTwoSourcesAreRefused() throws IOException {
    annotated("first", TestImages.png(64, 48, 1), "x.png");
    Path rows = annotated("second", TestImages.png(64, 48, 2), "x.png");

    CommandLineRun run =
        CommandLineRun.of("train-detector", "--dataset", rows, "--output", detector);

    assertThat(run.status()).isNotZero();
    assertThat(run.error()).contains("x.png: two images of the dataset have this path");
  }

  @Test
  void anImageThatIsReadInAnotherRasterThanItWasAnnotatedInIsRefused() throws IOException {
    Path files = folder.resolve("files");
    TestImages.goodAndBroken(files);
    byte[] rotated = Files.readAllBytes(files.resolve("rotated.jpg"));
    Path rows = annotated("turned", rotated, "turned.jpg", "exif_orientation=apply");

    CommandLineRun run =
        CommandLineRun.of("train-detector", "--dataset", rows, "--output", detector);

    assertThat(run.status()).isNotZero();
    assertThat(run.error())
        .contains("turned.jpg: annotated as 48 x 64 pixels and now read as 64 x 48")
        .contains("exif_orientation");
  }

  @Test
  void aTrainingThatIsAskedToStopLeavesNoDetector() throws IOException {
    SettingsResolver settings = SettingsResolver.of(Job.TRAIN_DETECTOR.settings());
    settings.override("head_width=8");
    settings.override("training_steps=400");
    TrainingWork work =
        new TrainingWork(
            dataset.toString(),
            RowSelection.of(Phase.ASSISTED_MANUAL),
            detector.toString(),
            Bundle.embedded(),
            settings.resolve(),
            RetryErrors.WHEN_CHANGED,
            false);
    List<TrainingRound> rounds = new ArrayList<>();
    DetectorTraining.Observer observer =
        new DetectorTraining.Observer() {
          @Override
          public void listed(long images, long boxes) {}

          @Override
          public void embedded(long images, long failed) {}

          @Override
          public void roundEnded(int images, TrainingRound round) {
            rounds.add(round);
          }
        };

    DetectorTraining.Report report =
        new DetectorTraining(TestSpark.session(), work, observer, () -> !rounds.isEmpty()).run();

    assertThat(report.outcome()).isEqualTo(RunOutcome.STOPPED);
    assertThat(report.conf()).isEmpty();
    assertThat(rounds).hasSize(1);
    assertThat(detector.resolve("detector.onnx")).doesNotExist();
  }
}
