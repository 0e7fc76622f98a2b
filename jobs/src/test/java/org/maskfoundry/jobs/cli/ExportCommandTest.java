package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.jobs.PublishedImages;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;

class ExportCommandTest {

  @TempDir Path folder;

  private Path source;
  private Path dataset;
  private Path output;

  @BeforeEach
  void makePlaces() throws IOException {
    source = Files.createDirectories(folder.resolve("my phötos"));
    dataset = folder.resolve("data set");
    output = folder.resolve("expörted to #1");
  }

  @Test
  void recordsStandBesideCopiesOfTheirImages() throws Exception {
    Map<String, byte[]> contents =
        Map.of("a b/ü.png", png(1), "c.jpeg", jpeg(2), "not.png", jpeg(3));
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      Path place = source.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.write(place, file.getValue());
    }
    List<ImageRow> rows = PublishedImages.rows(source);
    PublishedImages.publish(dataset, rows);

    CommandLineRun run = export("sa-1b");

    assertThat(run.status()).as(run.error()).isZero();
    Map<String, String> extensions =
        Map.of("a b/ü.png", ".png", "c.jpeg", ".jpeg", "not.png", ".jpg");
    assertThat(rows).hasSize(3);
    for (ImageRow row : rows) {
      String name = row.image().fileName();
      String sa = "sa_" + row.image().imageId();
      assertThat(output.resolve(sa + extensions.get(name))).hasBinaryContent(contents.get(name));
      JsonNode record = new ObjectMapper().readTree(output.resolve(sa + ".json").toFile());
      assertThat(record.at("/image/file_name").asText()).isEqualTo(name);
      assertThat(record.at("/image/image_id").asLong()).isEqualTo(row.image().imageId());
      assertThat(record.at("/annotations/0/area").asInt()).isEqualTo(12);
    }
    assertThat(names(output)).hasSize(6);
  }

  @Test
  void imagesOfTarsAndParquetFilesAreCopiedToo() throws Exception {
    tar(source.resolve("shard.tar"), "x.png", png(4), "y.png", png(5));
    parquet(source.resolve("table.parquet"), png(6));
    List<ImageRow> rows = PublishedImages.rows(source);
    PublishedImages.publish(dataset, rows);

    assertThat(export("sa-1b").status()).isZero();

    assertThat(rows).hasSize(3);
    List<byte[]> copies = new ArrayList<>();
    for (ImageRow row : rows) {
      copies.add(Files.readAllBytes(output.resolve("sa_" + row.image().imageId() + ".png")));
    }
    assertThat(copies).containsExactlyInAnyOrder(png(4), png(5), png(6));
  }

  @Test
  void imagesWithoutMasksAreWrittenAndFailedOnesCounted() throws Exception {
    Files.write(source.resolve("empty.png"), png(1));
    ImageRow some = PublishedImages.rows(source).get(0);
    ImageRow none =
        new ImageRow(
            some.image(),
            some.phase(),
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            some.provenance(),
            Map.of());
    ImageRow failed = new TestRows("run", "m", 1).failed("/p/", "broken.jpg", "truncated");
    PublishedImages.publish(dataset, List.of(none, failed));
    Path summary = folder.resolve("summary.json");

    CommandLineRun run = export("sa-1b", "--json", summary.toString());

    assertThat(run.status()).as(run.error()).isZero();
    assertThat(names(output))
        .containsExactly(
            "sa_" + none.image().imageId() + ".json", "sa_" + none.image().imageId() + ".png");
    JsonNode counts = new ObjectMapper().readTree(summary.toFile()).get("counts");
    assertThat(counts)
        .isEqualTo(
            new ObjectMapper()
                .readTree("{\"images\": 1, \"masks\": 0, \"error_rows\": 1, \"unreadable\": 0}"));
  }

  @Test
  void anImageThatChangedIsNotGivenMasksOfItsFormerContent() throws Exception {
    Files.write(source.resolve("a.png"), png(1));
    Files.write(source.resolve("b.png"), png(2));
    PublishedImages.publish(dataset, PublishedImages.rows(source));
    Files.write(source.resolve("b.png"), png(3));

    CommandLineRun run = export("sa-1b");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.error()).contains("b.png: has changed").contains("1 images could not be copied");
    assertThat(names(output)).hasSize(2);
  }

  @Test
  void parquetHoldsRecordsForReadersThatKnowNoTables() throws Exception {
    Files.write(source.resolve("a.png"), png(1));
    ImageRow row = PublishedImages.rows(source).get(0);
    ImageRow failed = new TestRows("run", "m", 1).failed("/p/", "broken.jpg", "truncated");
    PublishedImages.publish(dataset, List.of(row, failed));

    CommandLineRun run = export("parquet");

    assertThat(run.status()).as(run.error()).isZero();
    assertThat(run.output()).contains("1 images with 1 masks").contains("1 failed images left out");
    List<String> records =
        TestSpark.session().read().parquet(output.toString()).toJSON().collectAsList();
    assertThat(records).hasSize(1);
    assertThat(new ObjectMapper().readTree(records.get(0)))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"image": {"image_id": %d, "width": 6, "height": 4, "file_name": "a.png"},
                     "annotations": [
                       {"id": 7, "segmentation": {"size": [4, 6], "counts": "%s"},
                        "bbox": [0, 0, 2, 3], "area": 12, "predicted_iou": 0.9,
                        "stability_score": 0.95, "crop_box": [0, 0, 6, 4],
                        "point_coords": [[1.5, 2.0]]}]}
                    """
                        .formatted(
                            row.image().imageId(),
                            row.annotations().get(0).mask().toCocoString())));
  }

  @Test
  void nothingIsMixedWithWhatIsThere() throws Exception {
    Files.write(source.resolve("a.png"), png(1));
    PublishedImages.publish(dataset, PublishedImages.rows(source));
    Files.createDirectories(output);
    Files.writeString(output.resolve("mine.txt"), "mine");

    CommandLineRun run = export("parquet");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.error()).contains("is not empty; expected a new or an empty folder");
    assertThat(names(output)).containsExactly("mine.txt");
  }

  @Test
  void aFolderWithoutADatasetIsSaidInPlainWords() {
    CommandLineRun run = export("sa-1b");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.error()).contains("No dataset at " + dataset).doesNotContain("Unexpected");
    assertThat(CommandLineRun.of("export", "--format", "voc").error())
        .contains("expected one of sa-1b, coco, parquet, found voc");
  }

  private CommandLineRun export(String format, String... more) {
    return CommandLineRun.of(
        Stream.concat(
                Stream.of("export", "--dataset", dataset, "--format", format, "--output", output),
                Stream.of(more))
            .toArray());
  }

  private static RgbImage picture(int value) {
    byte[] pixels = new byte[3 * 4 * 6];
    pixels[0] = (byte) value;
    return new RgbImage(4, 6, pixels);
  }

  private static byte[] png(int value) {
    return ImageWriter.png(picture(value));
  }

  private static byte[] jpeg(int value) {
    return ImageWriter.jpeg(picture(20 * value), 90);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void tar(Path file, Object... namesAndContents) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        byte[] content = (byte[]) namesAndContents[i + 1];
        TarArchiveEntry entry = new TarArchiveEntry((String) namesAndContents[i]);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
  }

  private static void parquet(Path file, byte[] image) throws IOException {
    Path written = Files.createTempDirectory(file.getParent().getParent(), "parquet");
    Row row = RowFactory.create("z.png", image);
    TestSpark.session()
        .createDataFrame(
            List.of(row),
            new StructType().add("path", DataTypes.StringType).add("image", DataTypes.BinaryType))
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(written.toString());
    String part =
        names(written).stream()
            .filter(name -> name.endsWith(".parquet"))
            .collect(Collectors.joining());
    Files.copy(written.resolve(part), file);
  }
}
