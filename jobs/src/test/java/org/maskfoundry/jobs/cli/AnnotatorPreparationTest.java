package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.config.Settings;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.Segmenter;

/** {@code embed} and {@code prepare}, with the embedded model. */
@Tag("long")
class AnnotatorPreparationTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path images;

  @BeforeEach
  void drawImages() throws IOException {
    images = Files.createDirectories(folder.resolve("my phötos"));
    TestImages.disc(images.resolve("a b.png"), 40, 30);
    TestImages.disc(images.resolve("ü.png"), 50, 60);
  }

  private CommandLineRun embed(Path output, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("embed", "--images", images));
    arguments.addAll(List.of("--output", output, "--json", folder.resolve("summary.json")));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray());
  }

  private int count(String name) throws IOException {
    return JSON.readTree(folder.resolve("summary.json").toFile())
        .get("counts")
        .get(name)
        .intValue();
  }

  private static Map<String, JsonNode> manifest(Path output) throws IOException {
    Map<String, JsonNode> lines = new TreeMap<>();
    for (String line : Files.readAllLines(output.resolve("manifest.jsonl"))) {
      JsonNode entry = JSON.readTree(line);
      lines.put(entry.get("file_name").textValue(), entry);
    }
    return lines;
  }

  @Test
  void embeddingsAreTheEncodersOwn() throws Exception {
    Path output = folder.resolve("embeddings");
    CommandLineRun run = embed(output, "--set", "embedding_type=float32");
    assertThat(run.status()).as(run.error()).isZero();

    JsonNode entry = manifest(output).get("a b.png");
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(output.resolve(entry.get("file").textValue())))
            .order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[128];
    file.get(header);
    String described = new String(header, StandardCharsets.ISO_8859_1);
    assertThat(described).contains("'<f4'");
    try (Segmenter segmenter =
            Bundle.embedded().load(DeviceSettings.from(Settings.defaults(DeviceSettings.all())));
        ImageEmbedding embedding =
            segmenter.encode(
                new ImageDecoder(ImageSettings.defaults())
                    .decode(Files.readAllBytes(images.resolve("a b.png")), "a b.png"))) {
      float[] expected = embedding.toArray();
      float[] found = new float[expected.length];
      file.asFloatBuffer().get(found);
      assertThat(file.remaining()).isEqualTo(4 * expected.length);
      assertThat(found).containsExactly(expected);
      assertThat(described)
          .contains(
              "(%d,%d,%d,)"
                  .formatted(embedding.shape()[0], embedding.shape()[1], embedding.shape()[2]));
      assertThat(entry.get("resized_width").intValue()).isEqualTo(embedding.frame().resizedWidth());
    }
  }

  @Test
  void aRerunEmbedsWhatIsMissingAndNamesWhatFails() throws IOException {
    Path output = folder.resolve("embeddings");
    Files.writeString(images.resolve("text.jpg"), "no image");

    CommandLineRun first = embed(output);

    assertThat(first.status()).isEqualTo(ExitCode.ERROR_BUDGET_EXCEEDED.status());
    assertThat(count("embedded")).isEqualTo(2);
    assertThat(manifest(output).get("text.jpg").get("error_code").textValue())
        .isEqualTo("not_an_image");

    TestImages.disc(images.resolve("ü.png"), 52, 62);
    Files.delete(images.resolve("text.jpg"));
    CommandLineRun second = embed(output);

    assertThat(second.status()).as(second.error()).isZero();
    assertThat(count("done_before")).isEqualTo(1);
    assertThat(count("embedded")).isEqualTo(1);
    JsonNode half = manifest(output).get("ü.png");
    assertThat(half.get("width").intValue()).isEqualTo(62);
    byte[] file = Files.readAllBytes(output.resolve(half.get("file").textValue()));
    assertThat(new String(file, 0, 128, StandardCharsets.ISO_8859_1)).contains("'<f2'");
    int values = 1;
    for (JsonNode side : half.get("shape")) {
      values *= side.intValue();
    }
    assertThat(file).hasSize(128 + 2 * values);
  }

  private CommandLineRun prepare(String tool, Path output, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("prepare", "--images", images));
    arguments.addAll(List.of("--tool", tool, "--output", output));
    arguments.addAll(List.of("--set", "points_per_side=4", "pred_iou_thresh=-1"));
    arguments.addAll(List.of("stability_score_thresh=0"));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray());
  }

  private static Map<String, List<RleMask>> masks(Path dataset) {
    Map<String, List<RleMask>> masks = new TreeMap<>();
    for (Row row :
        DatasetReader.open(TestSpark.session(), dataset.toString()).newestRows().collectAsList()) {
      ImageRow image = RowMapping.toImageRow(row);
      masks.put(
          image.image().fileName(),
          image.annotations().stream().map(MaskAnnotation::mask).toList());
    }
    return masks;
  }

  @Test
  void proposalsThatAnAnnotatorAcceptsComeBackAsTheyWere() throws IOException {
    Path output = folder.resolve("tasks");
    CommandLineRun run = prepare("label-studio", output);
    assertThat(run.status()).as(run.error()).isZero();
    ArrayNode tasks = (ArrayNode) JSON.readTree(output.resolve("tasks.json").toFile());
    assertThat(tasks.get(0).get("data").get("image").textValue())
        .isEqualTo("/data/local-files/?d=a%20b.png");
    for (JsonNode task : tasks) {
      ((ObjectNode) task).set("annotations", ((ObjectNode) task).remove("predictions"));
    }
    Path export = folder.resolve("export.json");
    JSON.writeValue(export.toFile(), tasks);
    Path dataset = folder.resolve("back");

    CommandLineRun back =
        CommandLineRun.of(
            "ingest",
            "--annotations",
            export,
            "--images",
            images,
            "--output",
            dataset,
            "--set",
            "duplicate_iou=1");

    assertThat(back.status()).as(back.error()).isZero();
    assertThat(masks(dataset)).isEqualTo(masks(output.resolve("dataset")));
    assertThat(masks(dataset).get("a b.png")).isNotEmpty();
  }

  @Test
  void masksGoToCvatAndBackByTheirImagesNames() throws IOException {
    Path output = folder.resolve("tasks");
    CommandLineRun run = prepare("cvat", output, "--image-url", "task/{path}");
    assertThat(run.status()).as(run.error()).isZero();
    assertThat(Files.readString(output.resolve("annotations.xml"))).contains("task/a b.png");
    Path dataset = folder.resolve("back");

    CommandLineRun back =
        CommandLineRun.of(
            "ingest",
            "--annotations",
            output.resolve("annotations.xml"),
            "--images",
            images,
            "--output",
            dataset,
            "--set",
            "duplicate_iou=1");

    assertThat(back.status()).as(back.error()).isZero();
    assertThat(masks(dataset)).isEqualTo(masks(output.resolve("dataset")));
  }

  @Test
  void aTemplateThatNamesNoImageIsRefused() {
    CommandLineRun run = prepare("cvat", folder.resolve("tasks"), "--image-url", "https://x.org");

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("--image-url", "{url_path}");
  }
}
