package org.maskfoundry.mask;

import java.util.Arrays;

/**
 * The least and the greatest of each strip of logits: eight rows of one column. Strips on one side
 * of a threshold, and with them most of a mask, are told from the others at a look.
 */
final class StripBounds {

  /** Rows of a strip; the last strips may have fewer. */
  static final int ROWS = 8;

  private final int width;
  private final float[] least;
  private final float[] greatest;

  /**
   * The bounds of the first rows of logits.
   *
   * @param logits {@code [any, width]}, row-major
   */
  StripBounds(float[] logits, int width, int rows) {
    this.width = width;
    int strips = (rows + ROWS - 1) / ROWS;
    this.least = new float[strips * width];
    this.greatest = new float[strips * width];
    float[] low = new float[width];
    float[] high = new float[width];
    float[] line = new float[width];
    for (int strip = 0; strip < strips; strip++) {
      Arrays.fill(low, Float.POSITIVE_INFINITY);
      Arrays.fill(high, Float.NEGATIVE_INFINITY);
      int end = Math.min(rows, (strip + 1) * ROWS);
      for (int row = strip * ROWS; row < end; row++) {
        System.arraycopy(logits, row * width, line, 0, width);
        narrow(line, low, high);
      }
      System.arraycopy(low, 0, least, strip * width, width);
      System.arraycopy(high, 0, greatest, strip * width, width);
    }
  }

  /** A loop over whole arrays, and so plain that it becomes one over vectors. */
  private static void narrow(float[] line, float[] low, float[] high) {
    for (int column = 0; column < line.length; column++) {
      low[column] = Math.min(low[column], line[column]);
      high[column] = Math.max(high[column], line[column]);
    }
  }

  int strips() {
    return least.length / width;
  }

  /** Whether all logits of a strip lie above the threshold. */
  boolean isAbove(int strip, int column, float threshold) {
    return least[strip * width + column] > threshold;
  }

  /** Whether no logit of a strip lies above the threshold. */
  boolean isBelow(int strip, int column, float threshold) {
    return greatest[strip * width + column] <= threshold;
  }

  /** The greatest magnitude of all logits; not a number where one of them is none. */
  float magnitude() {
    float magnitude = 0;
    for (int i = 0; i < least.length; i++) {
      magnitude = Math.max(magnitude, Math.max(-least[i], greatest[i]));
    }
    return magnitude;
  }
}
