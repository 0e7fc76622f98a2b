package org.maskfoundry.mask;

/**
 * The cells of one column of cells, from top to bottom, gathered into spans that lie wholly
 * outside, wholly inside, or under the border of a mask. All pixel columns of the cell column share
 * them. Cells without pixels belong to no span.
 */
final class ColumnSpans {

  /** How the pixels of a span lie to the threshold. */
  enum Kind {
    OUTSIDE,
    INSIDE,
    BORDER
  }

  private final Kind[] kinds;
  private final int[] starts;
  private final int[] ends;
  private int count;

  ColumnSpans(int cells) {
    this.kinds = new Kind[cells];
    this.starts = new int[cells];
    this.ends = new int[cells];
  }

  /** Gathers the spans of a column of cells anew. */
  void gather(CellBounds bounds, UpsamplingTaps rows, int column, float threshold) {
    count = 0;
    for (int row = 0; row < rows.cells(); row++) {
      if (rows.start(row) == rows.start(row + 1)) {
        continue;
      }
      Kind kind = kind(bounds, row, column, threshold);
      if (count > 0 && kinds[count - 1] == kind) {
        ends[count - 1] = row + 1;
      } else {
        kinds[count] = kind;
        starts[count] = row;
        ends[count] = row + 1;
        count++;
      }
    }
  }

  private static Kind kind(CellBounds bounds, int row, int column, float threshold) {
    if (bounds.isBelow(row, column, threshold)) {
      return Kind.OUTSIDE;
    }
    return bounds.isAbove(row, column, threshold) ? Kind.INSIDE : Kind.BORDER;
  }

  int count() {
    return count;
  }

  Kind kind(int span) {
    return kinds[span];
  }

  /** The span's first row of cells. */
  int start(int span) {
    return starts[span];
  }

  /** The row of cells after the span's last. */
  int end(int span) {
    return ends[span];
  }
}
