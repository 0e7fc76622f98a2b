package org.maskfoundry.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.model.checkpoint.Checkpoint;

/** Masks drawn strip by strip against the same drawn at once. */
class StripDrawingTest {

  private static final int PROMPTS = 3;
  private static final int CELLS = 4 * 4;
  private static final int COLUMNS = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void stripsOfAnyHeightGiveTheSameMasks(int rows) throws IOException, OrtException {
    Checkpoint checkpoint = TinySam.write(folder.resolve("tiny.safetensors"));
    SamArchitecture sam = SamArchitecture.of(checkpoint, TinySam.SIDECAR, "tiny.json");
    GraphBuilder graph = new GraphBuilder("drawing", checkpoint, FloatFormat.SINGLE);
    String answers = graph.input("answers", "prompts", 4, TinySam.CHANNELS / 8);
    String shared = graph.input("shared", 1, CELLS, TinySam.CHANNELS);
    String scale = graph.input("scale", "prompts", 1, CELLS);
    String added = graph.input("added", "prompts", "columns", CELLS);
    String values = graph.input("values", "prompts", "columns", TinySam.CHANNELS);
    MaskDecoderHeads heads = new MaskDecoderHeads(graph, sam);
    Layers layers = new Layers(graph);
    String whole =
        graph.node(
            "Add",
            graph.node("Mul", shared, layers.transpose(scale, 0, 2, 1)),
            graph.node("MatMul", layers.transpose(added, 0, 2, 1), values));
    graph.output(heads.masks(answers, whole), "whole", "prompts", 4, 16, 16);
    LowRankImage image =
        new LowRankImage(heads.scaledOnce(shared), scale, added, heads.scaledOnce(values));
    StripDrawing drawing = new StripDrawing(graph, sam, heads, rows);
    graph.output(
        drawing.rowMajor(layers.reshape(drawing.drawn(answers, image), -1, 16 * CELLS)),
        "strips",
        "masks",
        16 * CELLS);

    try (GraphSession session = new GraphSession(graph.build())) {
      Map<String, float[]> masks =
          session
              .input("shared", gaussian(CELLS * TinySam.CHANNELS), 1, CELLS, TinySam.CHANNELS)
              .input("scale", gaussian(PROMPTS * CELLS), PROMPTS, 1, CELLS)
              .input("added", gaussian(PROMPTS * COLUMNS * CELLS), PROMPTS, COLUMNS, CELLS)
              .input(
                  "values",
                  gaussian(PROMPTS * COLUMNS * TinySam.CHANNELS),
                  PROMPTS,
                  COLUMNS,
                  TinySam.CHANNELS)
              .input(
                  "answers",
                  gaussian(PROMPTS * 4 * TinySam.CHANNELS / 8),
                  PROMPTS,
                  4,
                  TinySam.CHANNELS / 8)
              .run();
      assertThat(masks.get("strips")).hasSize(PROMPTS * 4 * 16 * 16);
      for (int i = 0; i < masks.get("whole").length; i++) {
        assertThat((double) masks.get("strips")[i]).isCloseTo(masks.get("whole")[i], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 8", "4, 4", "10, 5", "7, 7", "11, 1"})
  void aStripIsADivisorOfTheImage(int side, int rows) {
    assertThat(StripDrawing.rows(side)).isEqualTo(rows);
  }

  private static float[] gaussian(int count) {
    Random random = new Random(count);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
