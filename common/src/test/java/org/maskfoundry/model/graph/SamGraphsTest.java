package org.maskfoundry.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.BundleImport;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.Precision;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.SafetensorsWriter;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

class SamGraphsTest {

  private static final Prompt POINT = Prompt.ofPoints(PointPrompt.foreground(10, 12));

  @TempDir private Path folder;
  private Checkpoint checkpoint;
  private SamArchitecture architecture;

  @BeforeEach
  void writeCheckpoint() throws IOException {
    checkpoint = TinySam.write(folder.resolve("tiny.safetensors"));
    architecture = SamArchitecture.of(checkpoint, TinySam.SIDECAR, "tiny.json");
  }

  @ParameterizedTest
  @EnumSource
  void theImageEncoderIsThePlainFormulaWithItsBiasWrittenOut(EncoderLayout layout)
      throws OrtException {
    float[] planes = new float[3 * 32 * 32];
    Random random = new Random(5);
    for (int i = 0; i < planes.length; i++) {
      // Faint, so that what keeps a norm from dividing by zero shows in the result.
      planes[i] = (float) (0.02 * random.nextGaussian());
    }
    double[][] expected = new PlainEncoder(checkpoint).embedding(planes);
    OnnxGraph graph = SamGraphs.imageEncoder(architecture, checkpoint, FloatFormat.SINGLE, layout);
    try (GraphSession session = new GraphSession(graph)) {
      float[] embedding =
          session.input("input_image", planes, 1, 3, 32, 32).run().get("image_embeddings");
      assertThat(embedding).hasSize(TinySam.CHANNELS * 16);
      for (int i = 0; i < embedding.length; i++) {
        assertThat((double) embedding[i]).isCloseTo(expected[i % 16][i / 16], within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void imagesAreEncodedTogetherAsTheyAreAlone(EncoderLayout layout) throws OrtException {
    OnnxGraph graph = SamGraphs.imageEncoder(architecture, checkpoint, FloatFormat.SINGLE, layout);
    int numbers = 3 * 32 * 32;
    float[] three = new float[3 * numbers];
    Random random = new Random(6);
    for (int i = 0; i < three.length; i++) {
      three[i] = (float) random.nextGaussian();
    }
    try (GraphSession session = new GraphSession(graph)) {
      float[] together =
          session.input("input_image", three, 3, 3, 32, 32).run().get("image_embeddings");
      for (int image = 0; image < 3; image++) {
        float[] one = Arrays.copyOfRange(three, image * numbers, (image + 1) * numbers);
        float[] alone =
            session.input("input_image", one, 1, 3, 32, 32).run().get("image_embeddings");
        assertThat(Arrays.copyOfRange(together, image * alone.length, (image + 1) * alone.length))
            .containsExactly(alone, within(1e-5f));
      }
    }
  }

  @Test
  void aHalfPrecisionModelAnswersNearlyTheSame() {
    Bundle bundle = bundle();
    float[] full = logits(bundle, Precision.FP32);
    float[] half = logits(bundle, Precision.FP16);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < full.length; i++) {
      largest = Math.max(largest, Math.abs(full[i]));
      difference = Math.max(difference, Math.abs(full[i] - half[i]));
    }
    assertThat(difference / largest).isGreaterThan(0).isLessThan(0.03);
  }

  @Test
  void aMaskAsPromptChangesTheAnswer() {
    try (Segmenter segmenter = bundle().load(DeviceSettings.cpu());
        ImageEmbedding embedding = segmenter.encode(image())) {
      float[] plain = segmenter.decode(embedding, List.of(POINT), MaskAnswer.SINGLE).logits(0, 0);
      float[] refined =
          segmenter
              .decode(embedding, List.of(POINT.withMask(plain)), MaskAnswer.SINGLE)
              .logits(0, 0);
      assertThat(refined).hasSameSizeAs(plain).isNotEqualTo(plain);
      assertThatThrownBy(
              () ->
                  segmenter.decode(
                      embedding, List.of(POINT.withMask(new float[9])), MaskAnswer.SINGLE))
          .hasMessageContaining("16 x 16")
          .hasMessageContaining("found 9");
    }
  }

  @Test
  void aCheckpointThatLacksAWeightIsRefusedAndLeavesNothing() throws IOException {
    Path cut = folder.resolve("cut.safetensors");
    SafetensorsWriter.write(
        cut,
        checkpoint.tensors().values().stream()
            .filter(tensor -> !tensor.name().equals("mask_decoder.iou_token.weight"))
            .toList());
    assertThatThrownBy(
            () -> BundleImport.checkpoint(cut, Optional.of(sidecar()), folder.resolve("cut")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cut.safetensors")
        .hasMessageContaining("mask_decoder.iou_token.weight");
    assertThat(folder.resolve("cut")).doesNotExist();
  }

  private Bundle bundle() {
    return BundleImport.checkpoint(
        folder.resolve("tiny.safetensors"), Optional.of(sidecar()), folder.resolve("bundle"));
  }

  private Path sidecar() {
    try {
      return Files.writeString(
          folder.resolve("tiny.json"),
          "{\"num_heads\": 2, \"window_size\": 3, \"global_attn_indexes\": [1], \"decoder_num_heads\": 2}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] logits(Bundle bundle, Precision precision) {
    DeviceSettings settings = new DeviceSettings(Device.CPU, precision, Optional.of(1));
    try (Segmenter segmenter = bundle.load(settings);
        ImageEmbedding embedding = segmenter.encode(image())) {
      return segmenter.decode(embedding, List.of(POINT), MaskAnswer.SINGLE).logits(0, 0);
    }
  }

  private static RgbImage image() {
    byte[] pixels = new byte[3 * 24 * 32];
    new Random(1).nextBytes(pixels);
    return new RgbImage(24, 32, pixels);
  }
}
