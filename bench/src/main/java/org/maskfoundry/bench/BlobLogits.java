package org.maskfoundry.bench;

/**
 * The low-resolution logits that a model would give for a blob: they rise by a few units for each
 * logit on the way over the border and level off away from it.
 */
public final class BlobLogits {

  /** Side of the logits. */
  public static final int MASK_SIZE = 256;

  /** Side of the model's square input. */
  public static final int MODEL_SIZE = 1024;

  private static final double SLOPE = 2;
  private static final double LIMIT = 12;

  private BlobLogits() {}

  /** The logits {@code [256, 256]} of a blob in an image of that size. */
  public static float[] of(Blob blob, int height, int width) {
    double pixels = (double) Math.max(height, width) / MASK_SIZE;
    float[] logits = new float[MASK_SIZE * MASK_SIZE];
    for (int row = 0; row < MASK_SIZE; row++) {
      for (int column = 0; column < MASK_SIZE; column++) {
        double depth = blob.depth((column + .5) * pixels, (row + .5) * pixels) / pixels;
        logits[row * MASK_SIZE + column] = (float) Math.max(-LIMIT, Math.min(LIMIT, SLOPE * depth));
      }
    }
    return logits;
  }

  /** Rows or columns of the model's input that a side of the image takes. */
  public static int resized(int side, int longerSide) {
    return (int) Math.round((double) side * MODEL_SIZE / longerSide);
  }
}
