package org.maskfoundry.mask;

/**
 * Pixels of one column under the border of a mask. Their logits are interpolated in two steps: for
 * the column from three columns of logits to its taps, then from three taps to each pixel. Pixels
 * whose taps all lie clearly on one side of the threshold are decided by them.
 */
final class PixelColumn {

  private static final int TAPS = UpsamplingTaps.COUNT;

  /** How far, by rounding, a logit may lie from what its taps hold, as a share of the greatest. */
  private static final float ROUNDING = 1e-5f;

  private static final int MOST_STEPS = 4;
  private static final int UNSURE = -1;

  private final float[] logits;
  private final int maskSize;
  private final UpsamplingTaps rows;
  private final float threshold;
  private final float margin;
  // The logits of the rows taken, each column in one piece, as rows of taps are read again and
  // again.
  private final float[] left;
  private final float[] middle;
  private final float[] right;
  private final float[] taps;
  private int firstRow;
  private int cells;
  // A bit for each tap.
  private long above;
  private long below;

  PixelColumn(float[] logits, int maskSize, UpsamplingTaps rows, float threshold, float magnitude) {
    this.logits = logits;
    this.maskSize = maskSize;
    this.rows = rows;
    this.threshold = threshold;
    this.left = new float[maskSize];
    this.middle = new float[maskSize];
    this.right = new float[maskSize];
    this.taps = new float[maskSize];
    this.margin = ROUNDING * (magnitude + Math.abs(threshold));
  }

  /** Takes the logits of the cells {@code [from, to)} of a column of cells. */
  void take(int column, int from, int to) {
    for (int row = from; row < to + TAPS - 1; row++) {
      int at = row * maskSize + column;
      left[row] = logits[at];
      middle[row] = logits[at + 1];
      right[row] = logits[at + 2];
    }
  }

  /** Interpolates the taps of the cells {@code [from, to)} with the weights of a pixel column. */
  void interpolate(int from, int to, float first, float second, float third) {
    firstRow = from;
    cells = to - from;
    float clearlyAbove = threshold + margin;
    float clearlyBelow = threshold - margin;
    long isAbove = 0;
    long isBelow = 0;
    for (int row = from; row < to + TAPS - 1; row++) {
      float tap = first * left[row] + second * middle[row] + third * right[row];
      taps[row] = tap;
      isAbove |= (tap > clearlyAbove ? 1L : 0L) << (row - from);
      isBelow |= (tap <= clearlyBelow ? 1L : 0L) << (row - from);
    }
    above = isAbove;
    below = isBelow;
  }

  /** Traces the pixels; the column's first pixel has the position {@code columnStart}. */
  void trace(int columnStart, BorderTrace trace) {
    long all = -1L >>> (Long.SIZE - (cells + TAPS - 1));
    // A bit where a tap and the next one lie on different sides.
    long crossings = (above ^ above >>> 1) & all >>> 1;
    boolean apart = (crossings & crossings >>> 1) == 0;
    boolean amid = (crossings & (1 | 1L << cells)) == 0;
    if ((above | below) == all && apart && amid) {
      traceCrossings(crossings, columnStart, trace);
    } else {
      traceCells(columnStart, trace);
    }
  }

  /** The usual case: two taps on one side, two on the other, and once between them it crosses. */
  private void traceCrossings(long crossings, int columnStart, BorderTrace trace) {
    traceDecided(0, columnStart, trace);
    for (long left = crossings; left != 0; left &= left - 1) {
      int tap = Long.numberOfTrailingZeros(left);
      int y = crossing(firstRow + tap);
      if (y == UNSURE) {
        traceCell(tap - 1, columnStart, trace);
        traceCell(tap, columnStart, trace);
        traceDecided(tap + 1, columnStart, trace);
      } else {
        trace.change(columnStart + y);
      }
    }
  }

  /** The side of a cell all of whose pixels lie on that of its first tap. */
  private void traceDecided(int cell, int columnStart, BorderTrace trace) {
    int start = columnStart + rows.start(firstRow + cell);
    if ((above >>> cell & 1) != 0) {
      trace.insideFrom(start);
    } else {
      trace.outsideFrom(start);
    }
  }

  /** The first pixel on the side of the tap below the row, on the way there from the row's tap. */
  private int crossing(int row) {
    float near = taps[row] - threshold;
    float far = taps[row + 1] - threshold;
    float sign = Math.signum(far);
    int first = rows.start(row - 1);
    int end = rows.start(row + 1);
    int y = Math.max(first, Math.min(end, rows.positionAfter(row, near / (near - far))));
    for (int step = 0; step < MOST_STEPS; step++) {
      // Pixels before those of the two cells are on the near side, those behind on the far one.
      boolean isNear = y == first || sign * (logit(row, y - 1) - threshold) < -margin;
      boolean isFar = y == end || sign * (logit(row, y) - threshold) > margin;
      if (isNear && isFar) {
        return y;
      }
      y += isFar ? -1 : 1;
    }
    return UNSURE;
  }

  /** The logit at a pixel in the cell of a row or in that above it. */
  private float logit(int row, int y) {
    int tap = y < rows.start(row) ? row - 1 : row;
    float[] weights = rows.weights();
    int at = TAPS * y;
    return weights[at] * taps[tap]
        + weights[at + 1] * taps[tap + 1]
        + weights[at + 2] * taps[tap + 2];
  }

  private void traceCells(int columnStart, BorderTrace trace) {
    long inside = above & above >>> 1 & above >>> 2;
    long outside = below & below >>> 1 & below >>> 2;
    int cell = 0;
    while (cell < cells) {
      int start = columnStart + rows.start(firstRow + cell);
      if ((inside >>> cell & 1) != 0) {
        trace.insideFrom(start);
        cell += Long.numberOfTrailingZeros(~(inside >>> cell));
      } else if ((outside >>> cell & 1) != 0) {
        trace.outsideFrom(start);
        cell += Long.numberOfTrailingZeros(~(outside >>> cell));
      } else {
        traceCell(cell, columnStart, trace);
        cell++;
      }
    }
  }

  private void traceCell(int cell, int columnStart, BorderTrace trace) {
    int row = firstRow + cell;
    int start = rows.start(row);
    // The first pixels of a cell have no share of the third tap.
    if ((above >>> cell & 3) == 3) {
      trace.insideFrom(columnStart + start);
      start = rows.thirdTapStart(row);
    } else if ((below >>> cell & 3) == 3) {
      trace.outsideFrom(columnStart + start);
      start = rows.thirdTapStart(row);
    }
    int end = rows.start(row + 1);
    float first = taps[row];
    float second = taps[row + 1];
    float third = taps[row + 2];
    float[] weights = rows.weights();
    int before = trace.isInside() ? 1 : 0;
    int last = before;
    int count = 0;
    int changes = 0;
    // No branch hangs on a pixel, as none could be foreseen.
    for (int y = start, at = TAPS * start; y < end; y++, at += TAPS) {
      float logit = weights[at] * first + weights[at + 1] * second + weights[at + 2] * third;
      int is = logit > threshold ? 1 : 0;
      count += is;
      changes += is ^ last;
      last = is;
    }
    if (changes == 1) {
      trace.change(columnStart + (last == 1 ? end - count : start + count));
    } else if (changes > 1) {
      traceEach(row, start, end, columnStart, trace);
    }
  }

  private void traceEach(int row, int start, int end, int columnStart, BorderTrace trace) {
    float[] weights = rows.weights();
    for (int y = start; y < end; y++) {
      int at = TAPS * y;
      float logit =
          weights[at] * taps[row]
              + weights[at + 1] * taps[row + 1]
              + weights[at + 2] * taps[row + 2];
      if (logit > threshold != trace.isInside()) {
        trace.change(columnStart + y);
      }
    }
  }
}
