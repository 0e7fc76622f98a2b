package org.maskfoundry.segment;

import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.ModelFrame;

/**
 * Makes a prompt of a mask that is no earlier answer of the model, such as one that was drawn or
 * stored: the model takes low-resolution logits, so the mask is brought to their grid.
 */
public final class MaskPrompt {

  /** How sure the logits of pixels are that lie wholly inside or outside. */
  private static final float CERTAIN = 10;

  private MaskPrompt() {}

  /**
   * The logits {@code [m, m]}, row-major: 10 · (2c − 1), where c is the share of the cell, an m-th
   * of the padded square in each direction, that the mask covers. So 10 is inside, −10 is outside
   * or padding, and 0 is a cell that is half covered.
   *
   * @param mask a mask at the size of the image
   * @param frame how the image lies in the model's square
   * @param maskSize m
   * @throws IllegalArgumentException where the mask has another size than the image
   */
  public static float[] logits(RleMask mask, ModelFrame frame, int maskSize) {
    if (mask.height() != frame.imageHeight() || mask.width() != frame.imageWidth()) {
      throw new IllegalArgumentException(
          "The mask is %d x %d (height x width), the image %d x %d"
              .formatted(mask.height(), mask.width(), frame.imageHeight(), frame.imageWidth()));
    }
    CellCoverage coverage = new CellCoverage(frame, maskSize);
    int[] runs = mask.runs();
    long start = 0;
    for (int run = 0; run < runs.length; run++) {
      long end = start + runs[run];
      if (run % 2 == 1) {
        coverage.addRun(start, end);
      }
      start = end;
    }
    return coverage.logits();
  }

  /** How much of each cell is inside, summed run by run. */
  private static final class CellCoverage {

    private final int imageHeight;
    private final int maskSize;
    private final double cellsPerColumn;
    private final double cellsPerRow;
    private final double[] covered;

    CellCoverage(ModelFrame frame, int maskSize) {
      this.imageHeight = frame.imageHeight();
      this.maskSize = maskSize;
      this.cellsPerColumn = frame.scaleX() * maskSize / frame.modelSize();
      this.cellsPerRow = frame.scaleY() * maskSize / frame.modelSize();
      this.covered = new double[maskSize * maskSize];
    }

    /** Adds the pixels from {@code start} to before {@code end}, counted down the columns. */
    void addRun(long start, long end) {
      for (long first = start; first < end; first = (first / imageHeight + 1) * imageHeight) {
        long column = first / imageHeight;
        long columnStart = column * imageHeight;
        addColumn(column, first - columnStart, Math.min(end - columnStart, imageHeight));
      }
    }

    private void addColumn(long column, long top, long bottom) {
      double left = column * cellsPerColumn;
      double right = (column + 1) * cellsPerColumn;
      for (int cell = (int) left; cell < Math.min(right, maskSize); cell++) {
        addRows(cell, overlap(cell, left, right), top * cellsPerRow, bottom * cellsPerRow);
      }
    }

    private void addRows(int cellColumn, double width, double top, double bottom) {
      for (int cell = (int) top; cell < Math.min(bottom, maskSize); cell++) {
        covered[cell * maskSize + cellColumn] += width * overlap(cell, top, bottom);
      }
    }

    private static double overlap(int cell, double from, double to) {
      return Math.min(to, cell + 1.0) - Math.max(from, cell);
    }

    float[] logits() {
      float[] logits = new float[covered.length];
      for (int cell = 0; cell < logits.length; cell++) {
        logits[cell] = CERTAIN * (float) (2 * Math.min(covered[cell], 1) - 1);
      }
      return logits;
    }
  }
}
