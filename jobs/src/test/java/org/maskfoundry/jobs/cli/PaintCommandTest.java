package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;

/** {@code paint}: masks of a dataset in copies of their images. */
class PaintCommandTest {

  private static final int HEIGHT = 40;
  private static final int WIDTH = 50;

  @TempDir Path folder;
  private Path images;
  private Path labels;
  private Path dataset;
  private Path painted;

  @BeforeEach
  void annotate() throws IOException {
    images = Files.createDirectories(folder.resolve("my phötos"));
    labels = Files.createDirectories(folder.resolve("labels"));
    dataset = folder.resolve("data set");
    painted = folder.resolve("painted");
    for (String name : List.of("a.png", "deep/ü.png", "none.png")) {
      put(name, noise(name.hashCode()));
    }
    // The middle: columns 10 to 39, rows 10 to 29.
    Files.writeString(labels.resolve("a.txt"), "0 0.2 0.25 0.8 0.25 0.8 0.75 0.2 0.75\n");
    Files.createDirectories(labels.resolve("deep"));
    Files.copy(labels.resolve("a.txt"), labels.resolve("deep/ü.txt"));
    Files.writeString(labels.resolve("none.txt"), "");
  }

  private void put(String name, RgbImage image) throws IOException {
    Path place = images.resolve(name);
    Files.createDirectories(place.getParent());
    Files.write(place, ImageWriter.png(image));
  }

  private static RgbImage noise(int seed) {
    byte[] pixels = new byte[3 * HEIGHT * WIDTH];
    new Random(seed).nextBytes(pixels);
    return new RgbImage(HEIGHT, WIDTH, pixels);
  }

  private void ingest(Path source) {
    CommandLineRun run =
        CommandLineRun.of(
            "ingest",
            "--annotations",
            labels,
            "--format",
            "yolo",
            "--images",
            source,
            "--output",
            dataset);
    assertThat(run.status()).as(run.error()).isZero();
  }

  private CommandLineRun paint(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("paint", "--dataset", dataset));
    arguments.addAll(List.of("--output", painted, "--json", folder.resolve("summary.json")));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray());
  }

  private int count(String name) throws IOException {
    return new ObjectMapper()
        .readTree(folder.resolve("summary.json").toFile())
        .get("counts")
        .get(name)
        .intValue();
  }

  private Map<String, JsonNode> manifest() throws IOException {
    Map<String, JsonNode> lines = new TreeMap<>();
    for (String line : Files.readAllLines(painted.resolve("manifest.jsonl"))) {
      JsonNode entry = new ObjectMapper().readTree(line);
      lines.put(entry.get("file_name").textValue(), entry);
    }
    return lines;
  }

  private RgbImage picture(String file) throws Exception {
    return new ImageDecoder(ImageSettings.defaults())
        .decode(Files.readAllBytes(painted.resolve(file)), file);
  }

  private static int changedPixels(RgbImage before, RgbImage after, boolean inside) {
    RleMask middle = RleMask.full(20, 30).paste(HEIGHT, WIDTH, 10, 10);
    int changed = 0;
    for (int pixel = 0; pixel < HEIGHT * WIDTH; pixel++) {
      boolean same = true;
      for (int value = 3 * pixel; value < 3 * pixel + 3; value++) {
        same &= before.pixels()[value] == after.pixels()[value];
      }
      // The polygon's last row and column may belong to it.
      boolean isInside = middle.contains(pixel % WIDTH, pixel / WIDTH);
      boolean isNear =
          RleMask.full(22, 32).paste(HEIGHT, WIDTH, 9, 9).contains(pixel % WIDTH, pixel / WIDTH);
      if (!same && (inside ? isInside : !isNear)) {
        changed++;
      }
    }
    return changed;
  }

  @Test
  void everyStyleChangesTheMasksAndNothingElse() throws Exception {
    ingest(images);
    for (String style : List.of("overlay", "solid", "blur", "inpaint")) {
      painted = folder.resolve("painted " + style);

      CommandLineRun run = paint("--set", "paint_style=" + style);

      assertThat(run.status()).as(run.error()).isZero();
      for (String name : List.of("a.png", "deep/ü.png")) {
        RgbImage before = noise(name.hashCode());
        assertThat(changedPixels(before, picture(name), true)).as(style).isGreaterThan(560);
        assertThat(changedPixels(before, picture(name), false)).as(style).isZero();
        assertThat(manifest().get(name).get("masks").intValue()).isEqualTo(1);
      }
      assertThat(picture("none.png").pixels()).isEqualTo(noise("none.png".hashCode()).pixels());
    }
  }

  @Test
  void jpegIsWrittenWhereItIsAskedFor() throws Exception {
    ingest(images);

    assertThat(paint("--set", "paint_format=jpeg", "jpeg_quality=90").status()).isZero();

    assertThat(manifest().get("a.png").get("file").textValue()).isEqualTo("a.png.jpg");
    assertThat(Files.readAllBytes(painted.resolve("a.png.jpg")))
        .startsWith(new byte[] {(byte) 0xff, (byte) 0xd8});
  }

  @Test
  void aRerunPaintsWhatIsMissingOrOther() throws Exception {
    ingest(images);
    paint("--set", "wave_images=1");
    assertThat(count("painted")).isEqualTo(3);
    FileTime first = Files.getLastModifiedTime(painted.resolve("a.png"));

    paint("--set", "wave_images=1");
    assertThat(count("done_before")).isEqualTo(3);
    assertThat(count("painted")).isZero();
    assertThat(Files.getLastModifiedTime(painted.resolve("a.png"))).isEqualTo(first);

    Files.writeString(labels.resolve("a.txt"), "0 0.1 0.1 0.3 0.1 0.3 0.3\n");
    ingest(images);
    paint();
    assertThat(count("painted")).isEqualTo(1);

    paint("--set", "paint_style=solid");
    assertThat(count("painted")).isEqualTo(3);
  }

  @Test
  void aKilledRunLosesOneWaveAtMost() throws Exception {
    ingest(images);
    paint("--set", "wave_images=1");
    // As if it had been killed in its last wave, with the manifest not yet written.
    Files.delete(painted.resolve("manifest.jsonl"));
    Files.delete(painted.resolve("parts/part-000002.jsonl"));

    assertThat(paint("--set", "wave_images=1").status()).isZero();

    assertThat(count("done_before")).isEqualTo(2);
    assertThat(manifest()).containsOnlyKeys("a.png", "deep/ü.png", "none.png");
  }

  @Test
  void imagesThatAreGoneOrChangedAreLinesAndStopNothing() throws Exception {
    ingest(images);
    Files.delete(images.resolve("a.png"));
    put("none.png", noise(5));

    CommandLineRun run = paint();

    assertThat(run.status()).isEqualTo(ExitCode.ERROR_BUDGET_EXCEEDED.status());
    assertThat(manifest().get("a.png").get("error_code").textValue()).isEqualTo("not_found");
    assertThat(manifest().get("none.png").get("error_code").textValue()).isEqualTo("changed");
    assertThat(manifest().get("deep/ü.png").get("file").textValue()).isEqualTo("deep/ü.png");
    assertThat(run.output()).contains("2 (", "changed 1", "not_found 1");
  }

  @Test
  void namesInTarsDoNotLeadOutOfTheFolder() throws Exception {
    Path shards = Files.createDirectories(folder.resolve("shards"));
    byte[] file = ImageWriter.png(noise(1));
    try (OutputStream stream = Files.newOutputStream(shards.resolve("s.tar"));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(stream)) {
      for (String name : List.of("../../../evil.png", "good.png")) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(file.length);
        tar.putArchiveEntry(entry);
        tar.write(file);
        tar.closeArchiveEntry();
      }
    }
    Files.copy(labels.resolve("a.txt"), labels.resolve("good.txt"));
    Files.copy(labels.resolve("a.txt"), labels.resolve("evil.txt"));
    for (String unused : List.of("a.txt", "none.txt", "deep/ü.txt")) {
      Files.delete(labels.resolve(unused));
    }
    ingest(shards);

    paint("--set", "error_budget=1");

    assertThat(manifest().values())
        .extracting(line -> line.path("error_code").asText("painted"))
        .containsExactlyInAnyOrder("unsafe_path", "painted");
    assertThat(painted.resolve("s.tar/good.png")).exists();
    try (var everything = Files.walk(folder.getParent(), 3)) {
      assertThat(everything.map(Path::toString)).noneMatch(path -> path.endsWith("evil.png"));
    }
  }

  @Test
  void whatIsNoInpaintingModelIsRefusedBeforeAnythingIsWritten() throws Exception {
    ingest(images);
    Path model = folder.resolve("boxes.onnx");
    Files.write(model, KnownBoxesDetector.of(new float[] {1, 1, 5, 5, 1}));

    CommandLineRun run = paint("--inpainting-model", model);

    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(run.error()).contains("expected an image [1, 3, h, w], a mask");
    assertThat(painted).doesNotExist();
  }
}
