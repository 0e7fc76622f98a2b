package org.maskfoundry.mask;

/**
 * The border of a mask at one threshold, traced from the first column of cells to the last. What a
 * column costs follows the border in it.
 */
final class BorderWalk {

  private static final int TAPS = UpsamplingTaps.COUNT;

  private final UpsamplingTaps rows;
  private final UpsamplingTaps columns;
  private final LogitSigns signs;
  private final ColumnSpans spans;
  private final PixelColumn pixels;
  private final BorderTrace trace;
  private int traced;

  BorderWalk(
      float[] logits,
      int maskSize,
      UpsamplingTaps rows,
      UpsamplingTaps columns,
      StripBounds bounds,
      float threshold) {
    this.rows = rows;
    this.columns = columns;
    this.signs = new LogitSigns(logits, maskSize, bounds, threshold);
    this.spans = new ColumnSpans(rows.usedCells());
    this.pixels = new PixelColumn(logits, maskSize, rows, threshold, bounds.magnitude());
    this.trace = new BorderTrace(rows.length(), columns.length());
  }

  /** Traces a column of cells; each is traced once, in their order. */
  void trace(int column) {
    spans.gather(signs, column);
    for (int span = 0; span < spans.count(); span++) {
      if (spans.kind(span) == ColumnSpans.Kind.BORDER) {
        pixels.take(column, spans.start(span), spans.end(span));
      }
    }
    for (int x = columns.start(column); x < columns.start(column + 1); x++) {
      tracePixels(x);
    }
    traced = columns.start(column + 1);
  }

  private void tracePixels(int x) {
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

  /** Pixels inside, in the columns traced so far. */
  long area() {
    return trace.area(traced * rows.length());
  }

  /** For each column of cells, how many pixels in those behind it may be inside at most. */
  long[] mostAhead() {
    long[] ahead = new long[columns.usedCells()];
    long sum = 0;
    for (int column = ahead.length - 1; column >= 0; column--) {
      ahead[column] = sum;
      long cells = 0;
      for (int word = 0; word < signs.words(); word++) {
        cells += Long.bitCount(signs.notOutside(column, word));
      }
      int width = columns.start(column + 1) - columns.start(column);
      sum += cells * rows.longestCell() * width;
    }
    return ahead;
  }

  RleMask toMask() {
    return trace.toMask();
  }
}
