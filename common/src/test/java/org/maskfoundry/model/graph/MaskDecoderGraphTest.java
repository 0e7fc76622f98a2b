package org.maskfoundry.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.model.checkpoint.Checkpoint;

/** The batched decoder against the plain formula, prompt by prompt. */
class MaskDecoderGraphTest {

  private static final int CELLS = 16;
  private static final int PIXELS = 256;

  /** All kinds of points: foreground, background, padding, the corners of a box. */
  private static final int[][] LABELS = {{1, 0, -1}, {2, 3, -1}, {2, 3, 1}};

  private static final double[][][] POINTS = {
    {{4, 9.5}, {30.25, 2}, {0, 0}}, {{3, 5}, {20, 27.5}, {0, 0}}, {{0, 0}, {31, 31}, {15, 16}}
  };

  @TempDir private Path folder;
  private Checkpoint checkpoint;
  private SamArchitecture architecture;
  private final Random random = new Random(7);
  private final float[] planes = gaussian(TinySam.CHANNELS * CELLS);

  @BeforeEach
  void writeCheckpoint() throws IOException {
    checkpoint = TinySam.write(folder.resolve("tiny.safetensors"));
    architecture = SamArchitecture.of(checkpoint, TinySam.SIDECAR, "tiny.json");
  }

  @Test
  void pointsBoxesAndPaddingAreAnsweredTokenByToken() throws OrtException {
    OnnxGraph graph = SamGraphs.maskDecoder(architecture, checkpoint, FloatFormat.SINGLE);
    try (GraphSession session = new GraphSession(graph)) {
      compare(prompts(session).run(), new float[LABELS.length][]);
    }
  }

  @Test
  void everyPromptOfABatchHasItsOwnMask() throws OrtException {
    OnnxGraph graph = SamGraphs.maskDecoderWithMasks(architecture, checkpoint, FloatFormat.SINGLE);
    float[] masks = gaussian(LABELS.length * PIXELS);
    float[][] each = new float[LABELS.length][];
    for (int prompt = 0; prompt < LABELS.length; prompt++) {
      each[prompt] = Arrays.copyOfRange(masks, prompt * PIXELS, (prompt + 1) * PIXELS);
    }
    try (GraphSession session = new GraphSession(graph)) {
      compare(prompts(session).input("mask_input", masks, LABELS.length, 1, 16, 16).run(), each);
    }
  }

  private GraphSession prompts(GraphSession session) throws OrtException {
    int points = LABELS[0].length;
    float[] coordinates = new float[LABELS.length * points * 2];
    float[] labels = new float[LABELS.length * points];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = LABELS[i / points][i % points];
      coordinates[2 * i] = (float) POINTS[i / points][i % points][0];
      coordinates[2 * i + 1] = (float) POINTS[i / points][i % points][1];
    }
    return session
        .input("image_embeddings", planes, 1, TinySam.CHANNELS, 4, 4)
        .input("point_coords", coordinates, LABELS.length, points, 2)
        .input("point_labels", labels, LABELS.length, points);
  }

  private void compare(Map<String, float[]> outputs, float[][] maskPrompts) {
    double[][] embedding = new double[CELLS][TinySam.CHANNELS];
    for (int i = 0; i < planes.length; i++) {
      embedding[i % CELLS][i / CELLS] = planes[i];
    }
    PlainDecoder plain = new PlainDecoder(checkpoint);
    for (int prompt = 0; prompt < LABELS.length; prompt++) {
      PlainDecoder.Answer expected =
          plain.answer(
              embedding, POINTS[prompt], LABELS[prompt], Optional.ofNullable(maskPrompts[prompt]));
      for (int token = 0; token < 4; token++) {
        int answer = 4 * prompt + token;
        assertThat((double) outputs.get("iou_predictions")[answer])
            .isCloseTo(expected.predictedIous().get(token), within(1e-4));
        for (int pixel = 0; pixel < PIXELS; pixel++) {
          assertThat((double) outputs.get("masks")[answer * PIXELS + pixel])
              .describedAs("prompt %d, token %d, pixel %d", prompt, token, pixel)
              .isCloseTo(expected.masks().get(token)[pixel], within(1e-4));
        }
      }
    }
  }

  private float[] gaussian(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
