package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.dataset.Rejection;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.jobs.ComparableRows;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.table.DatasetCatalog;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.mask.RleMask;

/** Annotation files on their way into a dataset and out again. */
class IngestCommandTest {

  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;

  @TempDir Path folder;
  private Path images;
  private Path dataset;

  @BeforeEach
  void writeImages() throws IOException {
    images = Files.createDirectories(folder.resolve("phötos"));
    dataset = folder.resolve("data set");
    for (String name : List.of("a.png", "deep/b.png", "deep/c.png", "x/same.png", "y/same.png")) {
      Path place = images.resolve(name);
      Files.createDirectories(place.getParent());
      byte[] pixels = new byte[3 * WIDTH * HEIGHT];
      pixels[0] = (byte) name.hashCode();
      Files.write(place, ImageWriter.png(new RgbImage(HEIGHT, WIDTH, pixels)));
    }
  }

  private CommandLineRun ingest(Path annotations, Path output, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("ingest", "--annotations", annotations));
    arguments.addAll(List.of("--images", images, "--output", output));
    arguments.addAll(List.of("--json", folder.resolve("summary.json")));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray());
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
  }

  private static DatasetReader reader(Path output) {
    return DatasetReader.open(TestSpark.session(), output.toString());
  }

  private static Map<String, ImageRow> rows(Path output) {
    Map<String, ImageRow> rows = new TreeMap<>();
    for (Row row : reader(output).newestRows().collectAsList()) {
      ImageRow image = RowMapping.toImageRow(row);
      rows.put(image.image().fileName(), image);
    }
    return rows;
  }

  private static String image(int id, String name) {
    return "{\"id\": %d, \"file_name\": \"%s\", \"width\": %d, \"height\": %d}"
        .formatted(id, name, WIDTH, HEIGHT);
  }

  private static String square(int id, int imageId, int left, int side) {
    return """
        {"id": %1$d, "image_id": %2$d, "category_id": 1, "iscrowd": 0, "segmentation":
         [[%3$d, 2, %4$d, 2, %4$d, %5$d, %3$d, %5$d]], "area": 1, "bbox": [9, 9, 9, 9]}"""
        .formatted(id, imageId, left, left + side, 2 + side);
  }

  private Path coco(String name, List<String> listed, List<String> annotations) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        "{\"images\": [%s], \"annotations\": [%s], \"categories\": [{\"id\": 1, \"name\": \"cup\"}]}"
            .formatted(String.join(",", listed), String.join(",", annotations)));
  }

  @Test
  void whatWasDrawnBecomesRowsWithAreasComputedAnew() throws IOException {
    Path file =
        coco(
            "instances.json",
            List.of(image(1, "a.png"), image(2, "export/deep/b.png"), image(3, "c.png")),
            List.of(square(11, 1, 3, 8), square(12, 1, 20, 6), square(13, 2, 5, 5)));

    CommandLineRun run = ingest(file, dataset);

    assertThat(run.status()).as(run.error()).isZero();
    Map<String, ImageRow> rows = rows(dataset);
    assertThat(rows).containsOnlyKeys("a.png", "deep/b.png", "deep/c.png");
    assertThat(rows.get("deep/c.png").annotations()).isEmpty();
    ImageRow first = rows.get("a.png");
    assertThat(first.phase()).isEqualTo(Phase.ASSISTED_MANUAL);
    assertThat(first.annotations())
        .extracting(mask -> mask.mask().area(), mask -> mask.toolId().orElse(""))
        .containsExactly(tuple(64, "11"), tuple(36, "12"));
    MaskAnnotation second = first.annotations().get(1);
    assertThat(second.source()).isEqualTo(MaskSource.MANUAL);
    assertThat(second.position()).contains(1);
    assertThat(second.attributes()).containsEntry("label", "cup").doesNotContainKey("findings");
    assertThat(summary().get("counts").get("masks").intValue()).isEqualTo(3);
    assertThat(summary().get("figures").get("masks_per_image").doubleValue()).isEqualTo(1);
  }

  @Test
  void aRerunChangesNothingAndACorrectedFileReplacesItsImagesMasks() throws IOException {
    List<String> listed = List.of(image(1, "a.png"), image(2, "deep/b.png"));
    coco("instances.json", listed, List.of(square(11, 1, 3, 8), square(12, 2, 5, 5)));
    Path file = folder.resolve("instances.json");
    ingest(file, dataset);
    long snapshot = newestSnapshot();

    CommandLineRun again = ingest(file, dataset);

    assertThat(again.status()).isZero();
    assertThat(summary().get("run_outcome").textValue()).isEqualTo("nothing_to_do");
    assertThat(newestSnapshot()).isEqualTo(snapshot);

    coco("instances.json", listed, List.of(square(11, 1, 3, 10), square(12, 2, 5, 5)));
    CommandLineRun corrected = ingest(file, dataset);

    assertThat(corrected.status()).isZero();
    assertThat(summary().get("counts").get("images").intValue()).isEqualTo(1);
    Map<String, ImageRow> rows = rows(dataset);
    assertThat(rows.get("a.png").annotations())
        .singleElement()
        .satisfies(mask -> assertThat(mask.mask().area()).isEqualTo(100));
    assertThat(rows.get("deep/b.png").annotations()).hasSize(1);
    List<String> old =
        DatasetCatalog.open(TestSpark.session(), dataset.toString())
            .session()
            .read()
            .option("versionAsOf", snapshot)
            .table("maskfoundry.annotations")
            .selectExpr("image.file_name", "annotations.area")
            .toJSON()
            .collectAsList();
    assertThat(old).hasSize(2).anyMatch(row -> row.contains("a.png") && row.contains("[64]"));
  }

  private long newestSnapshot() {
    return annotations().currentSnapshot().snapshotId();
  }

  private Table annotations() {
    return new HadoopTables(new Configuration()).load(dataset.resolve("annotations").toString());
  }

  @Test
  void badAnnotationsAreRejectedByNameAndTheRestOfTheImageStays() throws IOException {
    Path file =
        coco(
            "instances.json",
            List.of(image(1, "a.png")),
            List.of(
                square(11, 1, 3, 8),
                square(12, 1, 3, 8),
                "{\"id\": 13, \"image_id\": 1, \"segmentation\": []}",
                "{\"id\": 14, \"image_id\": 1, \"segmentation\": {\"size\": [30, 40],"
                    + " \"counts\": [10, 10]}}",
                "{\"id\": 15, \"image_id\": 1, \"segmentation\": {\"size\": [40, 30],"
                    + " \"counts\": [0, 1200]}}",
                "{\"id\": 16, \"image_id\": 1, \"segmentation\": [[90, 90, 99, 90, 99, 99]]}",
                "{\"id\": 17, \"image_id\": 1, \"segmentation\": [[-5, 10, 5, 10, 5, 15, -5, 15]]}",
                "{\"id\": 18, \"image_id\": 1, \"segmentation\": [[20, 20, 30, 28, 30, 20, 20,"
                    + " 28]]}"));

    CommandLineRun refused = ingest(file, dataset);

    assertThat(refused.status()).isEqualTo(ExitCode.ERROR_BUDGET_EXCEEDED.status());
    assertThat(rows(dataset)).isEmpty();

    CommandLineRun run = ingest(file, dataset, "--set", "annotation_error_budget=0.6");

    assertThat(run.status()).as(run.error()).isZero();
    ImageRow row = rows(dataset).get("a.png");
    assertThat(row.annotations())
        .extracting(mask -> mask.toolId().orElse(""))
        .containsExactly("11", "17", "18");
    assertThat(row.rejections())
        .extracting(Rejection::code, Rejection::annotationId)
        .containsExactly(
            tuple("empty_segmentation", "13"),
            tuple("run_sum", "14"),
            tuple("transposed_size", "15"),
            tuple("outside_image", "16"));
    assertThat(row.rejections())
        .allSatisfy(
            rejection ->
                assertThat(rejection.message())
                    .contains("instances.json", "annotation " + rejection.annotationId()));
    assertThat(row.dropped()).containsEntry("duplicate", 1L);
    assertThat(row.annotations().get(1).attributes()).containsEntry("findings", "partly_outside");
    assertThat(row.annotations().get(2).attributes()).containsEntry("findings", "self_crossing");
    assertThat(summary().get("counts").get("rejected").get("run_sum").intValue()).isEqualTo(1);
  }

  @Test
  void namesThatFitNoneOrSeveralImagesAreReportedAndNotGuessed() throws IOException {
    Path file =
        coco(
            "instances.json",
            List.of(image(1, "same.png"), image(2, "nowhere.png"), image(3, "x/same.png")),
            List.of(square(11, 1, 3, 8), square(12, 2, 3, 8), square(13, 3, 3, 8)));

    CommandLineRun run = ingest(file, dataset, "--set", "error_budget=1");

    assertThat(run.status()).as(run.error()).isZero();
    Map<String, ImageRow> rows = rows(dataset);
    assertThat(rows.get("x/same.png").annotations()).hasSize(1);
    assertThat(rows.get("same.png").error().orElseThrow().code()).isEqualTo("image_ambiguous");
    assertThat(rows.get("same.png").error().orElseThrow().message())
        .contains("x/same.png", "y/same.png");
    assertThat(rows.get("nowhere.png").error().orElseThrow().code()).isEqualTo("image_missing");
    assertThat(rows.get("nowhere.png").dropped()).containsEntry("annotation_without_image", 1L);
    assertThat(summary().get("counts").get("errors").get("image_missing").intValue()).isEqualTo(1);
  }

  @Test
  void whatAMendedFileNoLongerSaysStandsInTheWayNoMore() throws IOException {
    List<String> squares = List.of(square(11, 1, 3, 8), square(12, 2, 3, 8));
    Path file =
        coco("instances.json", List.of(image(1, "a.png"), image(2, "nowhere.png")), squares);
    assertThat(ingest(file, dataset).status()).isEqualTo(ExitCode.ERROR_BUDGET_EXCEEDED.status());

    coco("instances.json", List.of(image(1, "a.png")), squares.subList(0, 1));
    CommandLineRun mended = ingest(file, dataset);

    assertThat(mended.status()).as(mended.output()).isZero();
    assertThat(rows(dataset)).containsKey("a.png").doesNotContainKey("nowhere.png");
    assertThat(annotations().refs().keySet()).as("no branch is left").containsExactly("main");
  }

  @Test
  void aFileThatEndsEarlyIsNotPublishedButNamed() throws IOException {
    Path file =
        coco(
            "instances.json",
            List.of(image(1, "a.png")),
            List.of(square(11, 1, 3, 8), square(12, 1, 20, 6)));
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.indexOf("\"id\": 12") + 20));

    CommandLineRun run = ingest(file, dataset);

    assertThat(run.status()).isEqualTo(ExitCode.ERROR_BUDGET_EXCEEDED.status());
    assertThat(run.error()).contains("instances.json").contains("line 2");
    assertThat(summary().get("file_problems").get(0).get("code").textValue())
        .isEqualTo("unreadable_file");
    assertThat(rows(dataset)).isEmpty();
  }

  @Test
  void resultsFindTheirImagesInTheListThatIsNamed() throws IOException {
    Path list = coco("the list #1.json", List.of(image(7, "deep/c.png")), List.of());
    Path results =
        Files.writeString(
            folder.resolve("results.json"),
            "[{\"image_id\": 7, \"category_id\": 1, \"score\": 0.5, \"segmentation\":"
                + " [[2, 2, 9, 2, 9, 9, 2, 9]]}]");

    CommandLineRun run = ingest(results, dataset, "--coco-images", list);

    assertThat(run.status()).as(run.error()).isZero();
    MaskAnnotation mask = rows(dataset).get("deep/c.png").annotations().get(0);
    assertThat(mask.detectionScore()).contains(0.5);
    assertThat(mask.attributes()).containsEntry("label", "cup");

    CommandLineRun missing = ingest(results, dataset, "--coco-images", folder.resolve("no.json"));
    assertThat(missing.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(missing.error()).contains("no.json");
  }

  @Test
  void aFolderOfImagesAloneHoldsNoAnnotations() throws IOException {
    CommandLineRun run = ingest(images, dataset);

    assertThat(run.status()).isZero();
    assertThat(run.error()).contains("No annotation files in " + images);
    assertThat(summary().get("run_outcome").textValue()).isEqualTo("nothing_to_do");
  }

  @Test
  void exportedMasksComeBackEqual() throws IOException {
    Path file =
        coco(
            "instances.json",
            List.of(image(1, "a.png"), image(2, "deep/b.png")),
            List.of(square(11, 1, 3, 8), square(12, 1, 20, 6), square(13, 2, 5, 5)));
    ingest(file, dataset);
    Path exported = folder.resolve("exported");
    CommandLineRun export =
        CommandLineRun.of("export", "--dataset", dataset, "--format", "coco", "--output", exported);
    assertThat(export.status()).as(export.error()).isZero();
    JsonNode json = new ObjectMapper().readTree(exported.resolve("annotations.json").toFile());
    assertThat(json.get("annotations").get(0).get("segmentation").get("counts").isTextual())
        .isTrue();
    assertThat(json.get("annotations").get(0).get("bbox").toString()).isEqualTo("[3,2,8,8]");
    assertThat(json.get("images").get(1).get("file_name").textValue()).isEqualTo("deep/b.png");

    Path second = folder.resolve("second");
    CommandLineRun run = ingest(exported.resolve("annotations.json"), second);

    assertThat(run.status()).as(run.error()).isZero();
    assertThat(masks(second)).isEqualTo(masks(dataset));
    assertThat(rows(second).get("a.png").annotations().get(0).attributes())
        .containsEntry("label", "cup")
        .containsEntry("tool_id", "11");
  }

  private static Map<String, List<RleMask>> masks(Path output) {
    return rows(output).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                row -> row.getValue().annotations().stream().map(MaskAnnotation::mask).toList()));
  }

  @Test
  void partitionsMakeNoDifference() throws IOException {
    Path file =
        coco(
            "instances.json",
            List.of(image(1, "a.png"), image(2, "deep/b.png"), image(3, "gone.png")),
            List.of(square(11, 1, 3, 8), square(12, 2, 5, 5), square(13, 1, 20, 6)));
    ingest(file, dataset, "--set", "partitions=1", "error_budget=1");
    Path other = folder.resolve("other");
    ingest(file, other, "--set", "partitions=7", "wave_images=1", "error_budget=1");

    assertThat(ComparableRows.of(reader(other))).isEqualTo(ComparableRows.of(reader(dataset)));
  }

  @Test
  void peopleAndTheirTimeAreFiguresOfThePhase() throws IOException {
    String region =
        """
        {"id": "%s", "type": "rectanglelabels", "to_name": "image", "original_width": 40,
         "original_height": 30, "value": {"x": %d, "y": 10, "width": 20, "height": 20,
         "rotation": 0, "rectanglelabels": ["cup"]}}""";
    Path export =
        Files.writeString(
            folder.resolve("export.json"),
            """
            [{"id": 1, "data": {"image": "/data/upload/1/0a1b2c3d-a.png"}, "annotations": [
              {"id": 1, "completed_by": {"email": "ann@x.org"}, "lead_time": 20, "result": [%s, %s]},
              {"id": 2, "completed_by": {"email": "ben@x.org"}, "lead_time": 4000, "result": [%s]},
              {"id": 3, "was_cancelled": true, "result": [%s]}]}]"""
                .formatted(
                    region.formatted("r1", 5),
                    region.formatted("r2", 60),
                    region.formatted("r3", 35),
                    region.formatted("r4", 1)));

    CommandLineRun run = ingest(export, dataset);

    assertThat(run.status()).as(run.error()).isZero();
    JsonNode figures = summary().get("figures");
    assertThat(figures.get("seconds_median").doubleValue()).isEqualTo(10);
    assertThat(figures.get("seconds_mean").doubleValue()).isEqualTo(4020 / 3.0);
    assertThat(figures.get("seconds_mean_capped").doubleValue()).isEqualTo(140 / 3.0);
    assertThat(figures.get("share_over_30_seconds").doubleValue()).isEqualTo(1 / 3.0);
    assertThat(summary().get("masks_by_annotator").get("ann@x.org").intValue()).isEqualTo(2);
    assertThat(rows(dataset).get("a.png").dropped()).containsEntry("cancelled", 1L);
    assertThat(run.output()).contains("seconds_median", "masks of ben@x.org");
  }
}
