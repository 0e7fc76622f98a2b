package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.annotation.ProposedImage;
import org.maskfoundry.annotation.ProposedMask;
import org.maskfoundry.annotation.labelstudio.LabelStudioWriter;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.mask.RleMask;

/** Prefilled masks on their way to annotators and back, through painted copies and tasks. */
@Tag("long")
class SemiAutomaticLoopTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIDE = 60;
  private static final List<String> NAMES =
      List.of("added.png", "deleted.png", "edited.png", "still to do.png", "untouched.png");

  @TempDir Path folder;
  private Path images;
  private Path dataset;
  private Path tasks;
  private Path painted;

  @BeforeEach
  void prefill() throws IOException {
    images = Files.createDirectories(folder.resolve("my phötos"));
    dataset = folder.resolve("data set");
    tasks = folder.resolve("tasks");
    painted = folder.resolve("painted");
    for (String name : NAMES) {
      TestImages.disc(images.resolve(name), SIDE, SIDE);
    }
    prefill(10);
  }

  private CommandLineRun prefill(float left) throws IOException {
    Path detector = folder.resolve("boxes.onnx");
    Files.write(detector, KnownBoxesDetector.of(new float[] {left, 10, 50, 50, 0.75f}));
    return succeeded(
        "prefill",
        "--images",
        images,
        "--detector",
        detector,
        "--output",
        dataset,
        "--set",
        "pred_iou_thresh=-1",
        "stability_score_thresh=0");
  }

  private static CommandLineRun succeeded(Object... arguments) {
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.status()).as(run.error()).isZero();
    return run;
  }

  private CommandLineRun makeTasks(String tool, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("tasks", "--dataset", dataset));
    arguments.addAll(List.of("--tool", tool, "--output", tasks));
    arguments.addAll(List.of(more));
    return succeeded(arguments.toArray());
  }

  private CommandLineRun ingest(Path annotations, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("ingest", "--phase", "semi_automatic", "--annotations"));
    arguments.addAll(List.of(annotations, "--images", images, "--output", dataset));
    arguments.addAll(List.of("--json", folder.resolve("summary.json")));
    arguments.addAll(List.of(more));
    return succeeded(arguments.toArray());
  }

  private JsonNode summary() throws IOException {
    return JSON.readTree(folder.resolve("summary.json").toFile());
  }

  /** A region of the tool's own making. */
  private static ObjectNode region(String id, RleMask mask) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LabelStudioWriter writer = new LabelStudioWriter(bytes)) {
      writer.write(
          new ProposedImage("x", "x", "", SIDE, SIDE, List.of(new ProposedMask(id, mask, 0))));
    }
    return (ObjectNode) JSON.readTree(bytes.toByteArray()).at("/0/predictions/0/result/0");
  }

  private static RleMask corner() {
    return RleMask.full(6, 8).paste(SIDE, SIDE, 0, 0);
  }

  private static RleMask smaller(RleMask mask) {
    return mask.difference(RleMask.full(SIDE, 30).paste(SIDE, SIDE, 0, 0));
  }

  /** What annotators make of the tasks, as the images' names say. */
  private Path annotated(Path tasksFile) throws IOException {
    ArrayNode exported = (ArrayNode) JSON.readTree(tasksFile.toFile());
    for (JsonNode task : exported) {
      String name = task.at("/data/source_image").textValue();
      ArrayNode result = (ArrayNode) task.at("/predictions/0/result").deepCopy();
      assertThat(result).as(name).hasSize(1);
      switch (name) {
        case "deleted.png" -> result.removeAll();
        case "edited.png" -> {
          RleMask mask = PublishedRows.of(dataset).get(name).annotations().get(0).mask();
          ObjectNode edited = (ObjectNode) result.get(0);
          edited.set("value", region("", smaller(mask)).get("value"));
          edited.put("origin", "prediction-changed");
        }
        case "added.png" -> {
          result.add(region("new", corner()).put("origin", "manual"));
          RleMask same = PublishedRows.of(dataset).get(name).annotations().get(0).mask();
          result.add(region("twice", same).put("origin", "manual"));
        }
        default -> {}
      }
      if (!name.equals("still to do.png")) {
        ObjectNode annotation = JSON.createObjectNode();
        annotation.put("id", 5).put("completed_by", 3).put("lead_time", 40).set("result", result);
        ((ObjectNode) task).putArray("annotations").add(annotation);
      }
    }
    Path export = folder.resolve("export.json");
    JSON.writeValue(export.toFile(), exported);
    return export;
  }

  @Test
  void whatAnnotatorsDidIsToldApartAndARerunAddsNothing() throws IOException {
    Map<String, ImageRow> before = PublishedRows.of(dataset);
    makeTasks("label-studio", "--phase", "semi_automatic");
    Path export = annotated(tasks.resolve("tasks.json"));

    ingest(export);

    Map<String, ImageRow> rows = PublishedRows.of(dataset);
    assertThat(rows.values())
        .allSatisfy(row -> assertThat(row.phase()).isEqualTo(Phase.SEMI_AUTOMATIC));
    assertThat(rows.get("untouched.png").annotations())
        .isEqualTo(before.get("untouched.png").annotations());
    assertThat(rows.get("deleted.png").annotations()).isEmpty();
    assertThat(rows.get("deleted.png").dropped()).containsEntry("deleted", 1L);
    MaskAnnotation edited = rows.get("edited.png").annotations().get(0);
    assertThat(edited.id()).isEqualTo(before.get("edited.png").annotations().get(0).id());
    assertThat(edited.source()).isEqualTo(MaskSource.AUTOMATIC_EDITED);
    assertThat(edited.annotator()).contains("3");
    ImageRow added = rows.get("added.png");
    assertThat(added.annotations())
        .extracting(MaskAnnotation::source)
        .containsExactly(MaskSource.AUTOMATIC, MaskSource.MANUAL);
    assertThat(added.annotations().get(1).mask()).isEqualTo(corner());
    assertThat(added.annotations().get(1).seconds().orElseThrow()).isCloseTo(40, within(1e-9));
    assertThat(added.dropped()).containsEntry("duplicate_of_prefilled", 1L);
    // Nobody has looked at it: it is as it was prefilled.
    assertThat(rows.get("still to do.png").provenance().modelDigest()).isNotEmpty();

    JsonNode figures = summary().get("figures");
    assertThat(figures.get("masks_automatic").asInt()).isEqualTo(3);
    assertThat(figures.get("masks_edited").asInt()).isEqualTo(1);
    assertThat(figures.get("masks_manual").asInt()).isEqualTo(1);
    assertThat(figures.get("masks_per_image").asDouble()).isEqualTo(1.0);
    assertThat(figures.get("masks_per_image_without_automatic").asDouble()).isEqualTo(0.2);
    assertThat(figures.get("seconds_per_added_mask").asDouble()).isCloseTo(40, within(1e-9));

    assertThat(ingest(export).output()).contains("nothing to do");
    assertThat(PublishedRows.of(dataset)).isEqualTo(rows);
  }

  @Test
  void whatPeopleMadeIsNotHiddenByALaterPrefill() throws IOException {
    makeTasks("label-studio");
    ingest(annotated(tasks.resolve("tasks.json")));

    CommandLineRun other = prefill(14);

    assertThat(other.output()).contains("done before  4");
    Map<String, ImageRow> rows = PublishedRows.of(dataset);
    assertThat(rows.get("added.png").annotations()).hasSize(2);
    assertThat(rows.get("still to do.png").annotations().get(0).attributes())
        .containsEntry("detection_box", "14.0,10.0,50.0,50.0");
  }

  @Test
  void annotatorsWhoOnlySawPaintedCopiesDeleteNothing() throws IOException {
    succeeded("paint", "--dataset", dataset, "--output", painted);
    makeTasks(
        "label-studio", "--painted", painted, "--image-url", "https://pictures.org/{url_path}");
    ArrayNode exported = (ArrayNode) JSON.readTree(tasks.resolve("tasks.json").toFile());
    assertThat(exported.get(3).at("/data/image").textValue())
        .isEqualTo("https://pictures.org/still%20to%20do.png");
    for (JsonNode task : exported) {
      ObjectNode annotation = JSON.createObjectNode();
      annotation
          .put("id", 5)
          .putArray("result")
          .add(region("new", corner()).put("origin", "manual"));
      ((ObjectNode) task).putArray("annotations").add(annotation);
    }
    Path export = folder.resolve("export.json");
    JSON.writeValue(export.toFile(), exported);

    ingest(export, "--set", "missing_prefilled=kept");

    assertThat(PublishedRows.of(dataset).values())
        .hasSize(NAMES.size())
        .allSatisfy(row -> assertThat(row.annotations()).hasSize(2));
  }

  @Test
  void throughCvatMasksAreKnownByTheirPixels() throws IOException {
    Map<String, ImageRow> before = PublishedRows.of(dataset);
    makeTasks("cvat", "--batch-images", 2);
    assertThat(tasks.resolve("annotations-00003.xml")).exists();
    // The tool drops ids and calls every source "file".
    for (int batch = 1; batch <= 3; batch++) {
      Path file = tasks.resolve("annotations-%05d.xml".formatted(batch));
      Files.writeString(file, Files.readString(file).replace("source=\"auto\"", "source=\"file\""));
    }

    ingest(tasks);

    Map<String, ImageRow> rows = PublishedRows.of(dataset);
    for (String name : NAMES) {
      assertThat(rows.get(name).annotations()).isEqualTo(before.get(name).annotations());
      assertThat(rows.get(name).provenance().modelDigest()).isEmpty();
    }
  }

  @Test
  void batchesAreWrittenAnewWithoutLeavingOldOnes() throws IOException {
    makeTasks("label-studio", "--batch-images", 2);
    assertThat(tasks.resolve("tasks-00003.json")).exists();
    List<String> manifest = Files.readAllLines(tasks.resolve("tasks-manifest.jsonl"));
    assertThat(manifest).hasSize(5);
    JsonNode last = JSON.readTree(manifest.get(4));
    assertThat(last.get("file_name").textValue()).isEqualTo("untouched.png");
    assertThat(last.get("tasks").textValue()).isEqualTo("tasks-00003.json");
    assertThat(last.get("masks").intValue()).isEqualTo(1);

    makeTasks("label-studio", "--batch-images", 3);

    assertThat(tasks.resolve("tasks-00003.json")).doesNotExist();
    assertThat(JSON.readTree(tasks.resolve("tasks-00002.json").toFile())).hasSize(2);
    assertThat(JSON.readTree(tasks.resolve("tasks-00001.json").toFile()))
        .allSatisfy(
            task ->
                assertThat(task.at("/predictions/0/model_version").textValue())
                    .isEqualTo("region_nano + boxes.onnx"));
  }

  @Test
  void aManifestThatAKillCutOffIsWrittenAnew() throws IOException {
    makeTasks("label-studio");
    Path manifest = tasks.resolve("tasks-manifest.jsonl");
    String whole = Files.readString(manifest);
    Files.writeString(manifest, whole.substring(0, whole.length() - 20));

    makeTasks("label-studio");

    assertThat(manifest).hasContent(whole);
  }

  @Test
  void imagesWithoutAPictureGetNoTaskAndAreCounted() throws IOException {
    Files.delete(images.resolve("edited.png"));
    CommandLineRun.of("paint", "--dataset", dataset, "--output", painted);

    CommandLineRun run = makeTasks("cvat", "--painted", painted);

    assertThat(run.output()).contains("4 tasks");
    assertThat(run.error()).contains("1 images have no painted picture");
    assertThat(Files.readString(tasks.resolve("annotations.xml"))).doesNotContain("edited.png");
  }

  @Test
  void aPhaseInWhichNobodyAnnotatesIsRefused() {
    CommandLineRun run =
        CommandLineRun.of(
            "ingest",
            "--phase",
            "fully_automatic",
            "--annotations",
            tasks,
            "--images",
            images,
            "--output",
            dataset);

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("expected assisted_manual or semi_automatic");
  }
}
