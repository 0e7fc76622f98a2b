package org.maskfoundry.mask;

/**
 * The cells of one column of cells, from top to bottom, gathered into spans that lie wholly
 * outside, wholly inside, or under the border of a mask. All pixel columns of the cell column share
 * them.
 */
final class ColumnSpans {

  /** Cells of the longest span under the border: with their taps they fill a word. */
  static final int LONGEST_BORDER = Long.SIZE - UpsamplingTaps.COUNT + 1;

  /** How the pixels of a span lie to the threshold. */
  enum Kind {
    OUTSIDE,
    INSIDE,
    BORDER
  }

  private final int cells;
  private final Kind[] kinds;
  // One more than there are spans: a span ends where the next one starts.
  private final int[] starts;
  private int count;

  ColumnSpans(int cells) {
    this.cells = cells;
    this.kinds = new Kind[cells];
    this.starts = new int[cells + 1];
  }

  /** Gathers the spans of a column of cells anew. */
  void gather(LogitSigns signs, int column) {
    count = 0;
    long insideBefore = 0;
    long borderBefore = 0;
    for (int word = 0; word < signs.words(); word++) {
      long inside = signs.inside(column, word);
      long border = signs.notOutside(column, word) & ~inside;
      long changes =
          (inside ^ (inside << 1 | insideBefore)) | (border ^ (border << 1 | borderBefore));
      if (word == 0) {
        changes |= 1;
      }
      for (; changes != 0; changes &= changes - 1) {
        int bit = Long.numberOfTrailingZeros(changes);
        boolean isBorder = (border >>> bit & 1) != 0;
        boolean isInside = (inside >>> bit & 1) != 0;
        add(word * Long.SIZE + bit, isBorder ? Kind.BORDER : isInside ? Kind.INSIDE : Kind.OUTSIDE);
      }
      insideBefore = inside >>> -1;
      borderBefore = border >>> -1;
    }
    endLast(cells);
  }

  private void add(int start, Kind kind) {
    if (start < cells) {
      endLast(start);
      kinds[count] = kind;
      starts[count++] = start;
    }
  }

  /** Ends the last span, in as many parts as it needs. */
  private void endLast(int end) {
    while (count > 0
        && kinds[count - 1] == Kind.BORDER
        && end - starts[count - 1] > LONGEST_BORDER) {
      kinds[count] = Kind.BORDER;
      starts[count] = starts[count - 1] + LONGEST_BORDER;
      count++;
    }
    starts[count] = end;
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
    return starts[span + 1];
  }
}
