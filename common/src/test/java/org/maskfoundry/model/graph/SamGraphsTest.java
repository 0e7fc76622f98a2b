package org.maskfoundry.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.BundleImport;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.Precision;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.SafetensorsWriter;
import org.maskfoundry.model.checkpoint.Tensor;
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

  @Test
  void foldedAttentionIsAttentionWithItsBiasWrittenOut() throws OrtException {
    float[] planes = new float[3 * 32 * 32];
    Random random = new Random(5);
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (float) random.nextGaussian();
    }
    double[][] expected = new PlainEncoder(checkpoint).tokens(planes);
    GraphBuilder graph = new GraphBuilder("blocks", checkpoint, FloatFormat.SINGLE);
    new ImageEncoderGraph(graph, architecture).addBlocks();
    float[] tokens =
        run(graph.build(), Map.of("input_image", FloatBuffer.wrap(planes)), 1, 3, 32, 32);
    for (int token = 0; token < 16; token++) {
      for (int i = 0; i < TinySam.WIDTH; i++) {
        assertThat((double) tokens[token * TinySam.WIDTH + i])
            .isCloseTo(expected[token][i], within(1e-4));
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

  private static float[] run(OnnxGraph graph, Map<String, FloatBuffer> inputs, long... shape)
      throws OrtException {
    Map<String, OnnxTensor> external = new HashMap<>();
    for (Map.Entry<String, Tensor> entry : graph.externalInitializers().entrySet()) {
      Tensor tensor = entry.getValue();
      external.put(
          entry.getKey(),
          OnnxTensor.createTensor(
              OnnxRuntime.environment(),
              tensor.data(),
              tensor.shape().stream().mapToLong(Long::longValue).toArray(),
              OnnxJavaType.FLOAT));
    }
    try (OrtSession session = OnnxRuntime.session(graph.model(), external, Device.CPU, 1)) {
      String name = inputs.keySet().iterator().next();
      try (OnnxTensor input =
              OnnxTensor.createTensor(OnnxRuntime.environment(), inputs.get(name), shape);
          OrtSession.Result result = session.run(Map.of(name, input))) {
        return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
      }
    }
  }
}
