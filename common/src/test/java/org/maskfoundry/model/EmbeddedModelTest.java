package org.maskfoundry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

class EmbeddedModelTest {

  private static final ModelFiles RESOURCES = ModelFiles.embedded("region_nano");

  @TempDir private Path folder;

  @Test
  void itsConfIsWhatImportingItsPairGives() throws IOException {
    Path output = folder.resolve("with space and ü");
    Bundle imported =
        BundleImport.onnxPair(
            resource("encoder.onnx"),
            resource("decoder.onnx"),
            Optional.of(resource("model.json")),
            output);
    assertThat(Files.readString(output.resolve("model.conf")))
        .isEqualTo(new String(RESOURCES.read("model.conf"), StandardCharsets.UTF_8));
    assertThat(imported.digest()).isEqualTo(Bundle.embedded().digest());
    assertThat(imported.defaults()).isEqualTo(Bundle.embedded().defaults());
  }

  @Test
  void aChangedFileIsRefused() throws IOException {
    Path output = folder.resolve("bundle");
    BundleImport.onnxPair(
        resource("encoder.onnx"), resource("decoder.onnx"), Optional.empty(), output);
    Path decoder = output.resolve("decoder.onnx");
    byte[] bytes = Files.readAllBytes(decoder);
    bytes[bytes.length / 2] ^= 1;
    Files.write(decoder, bytes);
    assertThatThrownBy(() -> Bundle.open(output))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("decoder.onnx")
        .hasMessageContaining("import");
  }

  @Test
  void aFolderWithoutConfIsNoBundle() {
    assertThatThrownBy(() -> Bundle.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model.conf");
  }

  @Test
  void promptsOfAllKindsMayMixInOneBatch() {
    RgbImage image = halves();
    try (Segmenter segmenter = Bundle.embedded().load(DeviceSettings.cpu());
        ImageEmbedding embedding = segmenter.encode(image)) {
      Prompt point = Prompt.ofPoints(PointPrompt.foreground(20, 40));
      Prompt box = Prompt.ofBox(60, 5, 110, 75);
      Prompt points =
          Prompt.ofPoints(PointPrompt.foreground(20, 40), PointPrompt.background(100, 40));
      DecodedMasks together =
          segmenter.decode(embedding, List.of(point, box, points), MaskAnswer.SINGLE);
      assertThat(together.prompts()).isEqualTo(3);
      int prompt = 0;
      for (Prompt alone : List.of(point, box, points)) {
        DecodedMasks answer = segmenter.decode(embedding, List.of(alone), MaskAnswer.SINGLE);
        assertThat(together.predictedIou(prompt, 0)).isEqualTo(answer.predictedIou(0, 0));
        assertThat(together.logits(prompt, 0)).isEqualTo(answer.logits(0, 0));
        prompt++;
      }
    }
  }

  @Test
  void maskPromptsAreRefusedWithWhatToDo() {
    try (Segmenter segmenter = Bundle.embedded().load(DeviceSettings.cpu());
        ImageEmbedding embedding = segmenter.encode(halves())) {
      Prompt refined =
          Prompt.ofPoints(PointPrompt.foreground(20, 40)).withMask(new float[128 * 128]);
      assertThatThrownBy(() -> segmenter.decode(embedding, List.of(refined), MaskAnswer.SINGLE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("takes no mask")
          .hasMessageContaining("points or a box");
    }
  }

  @Test
  void aGpuThatIsNotThereIsRefusedWithTheRemedy() {
    DeviceSettings cuda = DeviceSettings.cpu().on(Device.parse("cuda:7"));
    assertThatThrownBy(() -> Bundle.embedded().load(cuda))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cuda:7")
        .hasMessageContaining("device=cpu");
  }

  @Test
  void foreignGraphsStayInTheirPrecision() {
    DeviceSettings half = new DeviceSettings(Device.CPU, Precision.FP16, Optional.of(1));
    assertThatThrownBy(() -> Bundle.embedded().load(half)).hasMessageContaining("precision=fp32");
  }

  @Test
  void closingWaitsForTheLastEmbedding() {
    Segmenter segmenter = Bundle.embedded().load(DeviceSettings.cpu());
    ImageEmbedding embedding = segmenter.encode(halves());
    segmenter.close();
    assertThatThrownBy(() -> segmenter.encode(halves())).isInstanceOf(IllegalStateException.class);
    assertThat(embedding.toArray()).hasSize(52 * 128 * 128);
    embedding.close();
    embedding.close();
  }

  private Path resource(String name) throws IOException {
    return Files.write(folder.resolve(name), RESOURCES.read(name));
  }

  /** Left half orange, right half blue. */
  private static RgbImage halves() {
    byte[] pixels = new byte[3 * 80 * 120];
    for (int i = 0; i < 80 * 120; i++) {
      boolean left = i % 120 < 60;
      pixels[3 * i] = (byte) (left ? 240 : 20);
      pixels[3 * i + 1] = (byte) (left ? 140 : 60);
      pixels[3 * i + 2] = (byte) (left ? 20 : 220);
    }
    return new RgbImage(80, 120, pixels);
  }
}
