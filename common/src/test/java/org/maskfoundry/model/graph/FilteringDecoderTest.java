package org.maskfoundry.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskfoundry.model.checkpoint.Checkpoint;

/** The decoder in two graphs against the same in one, on all outputs. */
class FilteringDecoderTest {

  private static final int PROMPTS = 5;
  private static final int POINTS = 3;
  private static final int PIXELS = 256;
  private static final double SAME = 1e-5;

  @TempDir private Path folder;
  private final Random random = new Random(3);
  private Checkpoint checkpoint;
  private SamArchitecture sam;
  private GraphSession whole;
  private final float[] embedding = gaussian(TinySam.CHANNELS * 16);
  private final float[] coordinates = new float[2 * PROMPTS * POINTS];
  private final float[] labels = new float[PROMPTS * POINTS];

  @BeforeEach
  void build() throws IOException, OrtException {
    checkpoint = TinySam.write(folder.resolve("tiny.safetensors"));
    sam = SamArchitecture.of(checkpoint, TinySam.SIDECAR, "tiny.json");
    whole = new GraphSession(SamGraphs.maskDecoder(sam, checkpoint, FloatFormat.SINGLE));
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(5) - 1;
      coordinates[2 * i] = 32 * random.nextFloat();
      coordinates[2 * i + 1] = 32 * random.nextFloat();
    }
  }

  @AfterEach
  void close() throws OrtException {
    whole.close();
  }

  private float[] gaussian(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private Map<String, float[]> plain() throws OrtException {
    return whole
        .input("image_embeddings", embedding, 1, TinySam.CHANNELS, 4, 4)
        .input("point_coords", coordinates, PROMPTS, POINTS, 2)
        .input("point_labels", labels, PROMPTS, POINTS)
        .run();
  }

  private Map<String, float[]> filtered(DecoderLayout layout, float threshold, float... wanted)
      throws OrtException {
    return switch (layout) {
      case WHOLE -> {
        try (GraphSession decoder =
            new GraphSession(SamGraphs.filteringDecoder(sam, checkpoint, FloatFormat.SINGLE))) {
          decoder.input("image_embeddings", embedding, 1, TinySam.CHANNELS, 4, 4);
          yield asked(decoder, threshold, wanted);
        }
      }
      case FACTORED -> {
        try (GraphSession imageSide =
                new GraphSession(SamGraphs.decoderImageSide(sam, checkpoint));
            GraphSession promptSide =
                new GraphSession(SamGraphs.decoderPromptSide(sam, checkpoint))) {
          imageSide.input("image_embeddings", embedding, 1, TinySam.CHANNELS, 4, 4);
          yield asked(promptSide.outputsOf(imageSide), threshold, wanted);
        }
      }
    };
  }

  private Map<String, float[]> asked(GraphSession decoder, float threshold, float... wanted)
      throws OrtException {
    return decoder
        .input("point_coords", coordinates, PROMPTS, POINTS, 2)
        .input("point_labels", labels, PROMPTS, POINTS)
        .input("pred_iou_thresh", new float[] {threshold}, 1)
        .input("wanted_tokens", wanted, 4)
        .run();
  }

  private static void compare(
      Map<String, float[]> expected, Map<String, float[]> found, float threshold, int... tokens) {
    float[] ious = expected.get("iou_predictions");
    List<Integer> kept = new ArrayList<>();
    for (int prompt = 0; prompt < PROMPTS; prompt++) {
      for (int token : tokens) {
        if (ious[4 * prompt + token] > threshold) {
          kept.add(4 * prompt + token);
        }
      }
    }
    for (int i = 0; i < ious.length; i++) {
      assertThat((double) found.get("iou_predictions")[i]).isCloseTo(ious[i], within(SAME));
    }
    assertThat(found.get("kept")).hasSize(kept.size());
    assertThat(found.get("masks")).hasSize(kept.size() * PIXELS);
    for (int place = 0; place < kept.size(); place++) {
      assertThat((int) found.get("kept")[place]).isEqualTo(kept.get(place));
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        assertThat((double) found.get("masks")[place * PIXELS + pixel])
            .isCloseTo(expected.get("masks")[kept.get(place) * PIXELS + pixel], within(SAME));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyMaskIsTheSameWhereAllAreKept(DecoderLayout layout) throws OrtException {
    compare(plain(), filtered(layout, Float.NEGATIVE_INFINITY, 1, 1, 1, 1), -1e30f, 0, 1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource
  void onlyWantedMasksOverTheThresholdAreDrawn(DecoderLayout layout) throws OrtException {
    Map<String, float[]> expected = plain();
    float[] sorted = expected.get("iou_predictions").clone();
    java.util.Arrays.sort(sorted);
    float median = (sorted[sorted.length / 2] + sorted[sorted.length / 2 - 1]) / 2;

    compare(expected, filtered(layout, median, 0, 1, 1, 1), median, 1, 2, 3);
    compare(expected, filtered(layout, median, 1, 0, 0, 0), median, 0);
  }

  @ParameterizedTest
  @EnumSource
  void nothingKeptIsAnAnswerAndNoError(DecoderLayout layout) throws OrtException {
    compare(plain(), filtered(layout, 1e30f, 1, 1, 1, 1), 1e30f, 0, 1, 2, 3);
  }
}
