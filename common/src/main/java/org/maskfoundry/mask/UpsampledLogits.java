package org.maskfoundry.mask;

/**
 * One mask's logits at a crop's size, never stored at that size. Areas and runs come from the cells
 * through which the border passes; cells that lie wholly inside or outside are decided by their
 * bounds. What it costs follows the border's length, not the mask's area.
 */
public final class UpsampledLogits {

  private static final int TAPS = UpsamplingTaps.COUNT;

  private final float[] logits;
  private final int maskSize;
  private final UpsamplingTaps rows;
  private final UpsamplingTaps columns;
  private final CellBounds bounds;

  UpsampledLogits(float[] logits, int maskSize, UpsamplingTaps rows, UpsamplingTaps columns) {
    this.logits = logits;
    this.maskSize = maskSize;
    this.rows = rows;
    this.columns = columns;
    this.bounds = new CellBounds(logits, maskSize);
  }

  /** The logit at a pixel. */
  public float at(int x, int y) {
    int column = cellOf(columns, x);
    int row = cellOf(rows, y);
    float sum = 0;
    for (int tap = 0; tap < TAPS; tap++) {
      sum += rows.weights()[TAPS * y + tap] * columnLogit(x, column, row + tap);
    }
    return sum;
  }

  /**
   * All logits {@code [height, width]}, row-major: for those who want the array itself; nothing of
   * the product's own selection does.
   */
  public float[] toArray() {
    int width = columns.length();
    float[] all = new float[rows.length() * width];
    float[] taps = new float[maskSize];
    for (int column = 0; column < columns.cells(); column++) {
      for (int x = columns.start(column); x < columns.start(column + 1); x++) {
        combineColumn(x, column, 0, maskSize, taps);
        for (int row = 0; row < rows.cells(); row++) {
          for (int y = rows.start(row); y < rows.start(row + 1); y++) {
            all[y * width + x] = combineRow(y, taps[row], taps[row + 1], taps[row + 2]);
          }
        }
      }
    }
    return all;
  }

  /** Pixels whose logit lies above the threshold. */
  public long area(float threshold) {
    long[] areas = areas(threshold, threshold);
    return areas[0];
  }

  /**
   * How little the mask changes with its threshold: pixels above {@code threshold + offset} as a
   * share of those above {@code threshold - offset} (0 where there are none), which is the IoU of
   * the two masks.
   */
  public double stability(float threshold, float offset) {
    long[] areas = areas(threshold + offset, threshold - offset);
    return areas[1] == 0 ? 0 : (float) areas[0] / (float) areas[1];
  }

  /** The mask of the pixels whose logit lies above the threshold. */
  public RleMask mask(float threshold) {
    RunWriter writer = new RunWriter(rows.length(), columns.length());
    ColumnSpans spans = new ColumnSpans(rows.cells());
    float[] taps = new float[maskSize];
    for (int column = 0; column < columns.cells(); column++) {
      spans.gather(bounds, rows, column, threshold);
      for (int x = columns.start(column); x < columns.start(column + 1); x++) {
        writeColumn(x, column, spans, threshold, taps, writer);
      }
    }
    return writer.toMask();
  }

  private void writeColumn(
      int x, int column, ColumnSpans spans, float threshold, float[] taps, RunWriter writer) {
    int columnStart = x * rows.length();
    for (int span = 0; span < spans.count(); span++) {
      int start = columnStart + rows.start(spans.start(span));
      switch (spans.kind(span)) {
        case OUTSIDE -> writer.outsideFrom(start);
        case INSIDE -> writer.insideFrom(start);
        case BORDER -> {
          combineColumn(x, column, spans.start(span), spans.end(span) + TAPS - 1, taps);
          for (int row = spans.start(span); row < spans.end(span); row++) {
            writeCell(row, columnStart, threshold, taps, writer);
          }
        }
      }
    }
  }

  private void writeCell(
      int row, int columnStart, float threshold, float[] taps, RunWriter writer) {
    float first = taps[row];
    float second = taps[row + 1];
    float third = taps[row + 2];
    for (int y = rows.start(row); y < rows.start(row + 1); y++) {
      if (combineRow(y, first, second, third) > threshold) {
        writer.insideFrom(columnStart + y);
      } else {
        writer.outsideFrom(columnStart + y);
      }
    }
  }

  /** Pixels above the higher and above the lower threshold. */
  private long[] areas(float higher, float lower) {
    long above = 0;
    long aboveLower = 0;
    float[] taps = new float[maskSize];
    for (int column = 0; column < columns.cells(); column++) {
      int width = columns.start(column + 1) - columns.start(column);
      for (int row = 0; row < rows.cells() && width > 0; row++) {
        int start = rows.start(row);
        int end = rows.start(row + 1);
        boolean allAbove = bounds.isAbove(row, column, higher);
        boolean allAboveLower = allAbove || bounds.isAbove(row, column, lower);
        boolean noneAbove = bounds.isBelow(row, column, higher);
        if (allAbove) {
          above += (long) width * (end - start);
        }
        if (allAboveLower) {
          aboveLower += (long) width * (end - start);
        }
        if (allAbove || (allAboveLower && noneAbove) || bounds.isBelow(row, column, lower)) {
          continue;
        }
        for (int x = columns.start(column); x < columns.start(column + 1); x++) {
          combineColumn(x, column, row, row + TAPS, taps);
          int higherCount = 0;
          int lowerCount = 0;
          for (int y = start; y < end; y++) {
            float logit = combineRow(y, taps[row], taps[row + 1], taps[row + 2]);
            higherCount += logit > higher ? 1 : 0;
            lowerCount += logit > lower ? 1 : 0;
          }
          above += allAbove ? 0 : higherCount;
          aboveLower += allAboveLower ? 0 : lowerCount;
        }
      }
    }
    return new long[] {above, aboveLower};
  }

  /** The logits of mask rows {@code [from, to)} interpolated to the pixel column x. */
  private void combineColumn(int x, int column, int from, int to, float[] taps) {
    float[] weights = columns.weights();
    float first = weights[TAPS * x];
    float second = weights[TAPS * x + 1];
    float third = weights[TAPS * x + 2];
    for (int row = from; row < to; row++) {
      int offset = row * maskSize + column;
      taps[row] = first * logits[offset] + second * logits[offset + 1] + third * logits[offset + 2];
    }
  }

  private float combineRow(int y, float first, float second, float third) {
    float[] weights = rows.weights();
    int offset = TAPS * y;
    return weights[offset] * first + weights[offset + 1] * second + weights[offset + 2] * third;
  }

  private float columnLogit(int x, int column, int row) {
    float sum = 0;
    for (int tap = 0; tap < TAPS; tap++) {
      sum += columns.weights()[TAPS * x + tap] * logits[row * maskSize + column + tap];
    }
    return sum;
  }

  private static int cellOf(UpsamplingTaps taps, int position) {
    int cell = 0;
    while (taps.start(cell + 1) <= position) {
      cell++;
    }
    return cell;
  }
}
