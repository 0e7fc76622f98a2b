package org.maskfoundry.bench;

import ai.onnxruntime.OrtException;
import java.util.Random;

/** Inputs of decoders that cost what real ones cost: an image's embedding and single points. */
final class PromptInputs {

  private static final int CHANNELS = 256;
  private static final int SIDE = 64;
  private static final int IMAGE_SIDE = 1024;
  private static final int SEED = 2;

  private PromptInputs() {}

  /** Gives the graph an embedding, {@code [1, 256, 64, 64]}. */
  static GraphRun embedding(GraphRun graph) throws OrtException {
    Random random = new Random(SEED);
    float[] numbers = new float[CHANNELS * SIDE * SIDE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return graph.input("image_embeddings", numbers, 1, CHANNELS, SIDE, SIDE);
  }

  /** Gives the graph prompts of one point each, padded as the published decoder has it. */
  static GraphRun points(GraphRun graph, int prompts) throws OrtException {
    Random random = new Random(SEED);
    float[] coordinates = new float[4 * prompts];
    float[] labels = new float[2 * prompts];
    for (int prompt = 0; prompt < prompts; prompt++) {
      coordinates[4 * prompt] = IMAGE_SIDE * random.nextFloat();
      coordinates[4 * prompt + 1] = IMAGE_SIDE * random.nextFloat();
      labels[2 * prompt] = 1;
      labels[2 * prompt + 1] = -1;
    }
    return graph
        .input("point_coords", coordinates, prompts, 2, 2)
        .input("point_labels", labels, prompts, 2);
  }
}
