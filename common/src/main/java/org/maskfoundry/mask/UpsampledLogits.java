package org.maskfoundry.mask;

/**
 * One mask's logits at a crop's size, never stored at that size. Areas and runs come from tracing
 * the border: cells that lie wholly inside or outside are decided by the signs of their logits, and
 * in a column of pixels that the border crosses only those beside the crossing are interpolated.
 * What it costs follows the border's length, not the mask's area.
 */
public final class UpsampledLogits {

  private static final int TAPS = UpsamplingTaps.COUNT;

  private final float[] logits;
  private final int maskSize;
  private final UpsamplingTaps rows;
  private final UpsamplingTaps columns;
  private final StripBounds bounds;
  private final float magnitude;

  UpsampledLogits(float[] logits, int maskSize, UpsamplingTaps rows, UpsamplingTaps columns) {
    this.logits = logits;
    this.maskSize = maskSize;
    this.rows = rows;
    this.columns = columns;
    this.bounds = new StripBounds(logits, maskSize, rows.usedCells() + TAPS - 1);
    this.magnitude = bounds.magnitude();
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
    return trace(threshold).area();
  }

  /**
   * How little the mask changes with its threshold: pixels above {@code threshold + offset} as a
   * share of those above {@code threshold - offset} (0 where there are none), which is the IoU of
   * the two masks.
   */
  public double stability(float threshold, float offset) {
    long aboveLower = area(threshold - offset);
    return aboveLower == 0 ? 0 : (float) area(threshold + offset) / (float) aboveLower;
  }

  /** The mask of the pixels whose logit lies above the threshold. */
  public RleMask mask(float threshold) {
    return trace(threshold).toMask();
  }

  private BorderTrace trace(float threshold) {
    BorderTrace trace = new BorderTrace(rows.length(), columns.length());
    LogitSigns signs = new LogitSigns(logits, maskSize, bounds, threshold);
    ColumnSpans spans = new ColumnSpans(rows.usedCells());
    PixelColumn pixels = new PixelColumn(logits, maskSize, rows, threshold, magnitude);
    for (int column = 0; column < columns.usedCells(); column++) {
      spans.gather(signs, column);
      takeBorders(column, spans, pixels);
      for (int x = columns.start(column); x < columns.start(column + 1); x++) {
        traceColumn(x, spans, pixels, trace);
      }
    }
    return trace;
  }

  private static void takeBorders(int column, ColumnSpans spans, PixelColumn pixels) {
    for (int span = 0; span < spans.count(); span++) {
      if (spans.kind(span) == ColumnSpans.Kind.BORDER) {
        pixels.take(column, spans.start(span), spans.end(span));
      }
    }
  }

  private void traceColumn(int x, ColumnSpans spans, PixelColumn pixels, BorderTrace trace) {
    int columnStart = x * rows.length();
    float[] weights = columns.weights();
    for (int span = 0; span < spans.count(); span++) {
      int start = spans.start(span);
      switch (spans.kind(span)) {
        case OUTSIDE -> trace.outsideFrom(columnStart + rows.start(start));
        case INSIDE -> trace.insideFrom(columnStart + rows.start(start));
        case BORDER -> {
          pixels.interpolate(
              start,
              spans.end(span),
              weights[TAPS * x],
              weights[TAPS * x + 1],
              weights[TAPS * x + 2]);
          pixels.trace(columnStart, trace);
        }
      }
    }
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
