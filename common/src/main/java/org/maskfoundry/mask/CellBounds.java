package org.maskfoundry.mask;

/**
 * For each cell of low-resolution logits the least and the greatest of its 3 by 3 taps.
 * Interpolation is a convex combination of them, so a cell whose bounds lie on one side of a
 * threshold needs no pixel evaluated.
 */
final class CellBounds {

  private final int cells;
  private final float[] least;
  private final float[] greatest;

  CellBounds(float[] logits, int maskSize) {
    this.cells = maskSize - UpsamplingTaps.COUNT + 1;
    float[] rowLeast = new float[maskSize * cells];
    float[] rowGreatest = new float[maskSize * cells];
    for (int row = 0; row < maskSize; row++) {
      int from = row * maskSize;
      int to = row * cells;
      for (int column = 0; column < cells; column++) {
        float first = logits[from + column];
        float second = logits[from + column + 1];
        float third = logits[from + column + 2];
        rowLeast[to + column] = Math.min(first, Math.min(second, third));
        rowGreatest[to + column] = Math.max(first, Math.max(second, third));
      }
    }
    this.least = new float[cells * cells];
    this.greatest = new float[cells * cells];
    for (int cell = 0; cell < cells * cells; cell++) {
      least[cell] =
          Math.min(rowLeast[cell], Math.min(rowLeast[cell + cells], rowLeast[cell + 2 * cells]));
      greatest[cell] =
          Math.max(
              rowGreatest[cell],
              Math.max(rowGreatest[cell + cells], rowGreatest[cell + 2 * cells]));
    }
  }

  /** Whether every pixel of the cell lies above the threshold. */
  boolean isAbove(int row, int column, float threshold) {
    return least[row * cells + column] > threshold;
  }

  /** Whether no pixel of the cell lies above the threshold. */
  boolean isBelow(int row, int column, float threshold) {
    return greatest[row * cells + column] <= threshold;
  }
}
