package org.maskfoundry.mask;

/**
 * Which logits lie above a threshold, a bit each, column by column: so the cells of a whole column,
 * each with the 3 by 3 logits that its pixels are interpolated from, are decided by a few words.
 */
final class LogitSigns {

  private final int words;
  private final long[] bits;

  /** The signs of the rows that the bounds are of. */
  LogitSigns(float[] logits, int width, StripBounds bounds, float threshold) {
    this.words = (bounds.strips() * StripBounds.ROWS + Long.SIZE - 1) / Long.SIZE;
    this.bits = new long[width * words];
    int rows = logits.length / width;
    for (int strip = 0; strip < bounds.strips(); strip++) {
      int first = strip * StripBounds.ROWS;
      int last = Math.min(rows, first + StripBounds.ROWS);
      for (int column = 0; column < width; column++) {
        if (!bounds.isBelow(strip, column, threshold)) {
          long above =
              bounds.isAbove(strip, column, threshold)
                  ? (1L << StripBounds.ROWS) - 1
                  : strip(logits, width, first, last, column, threshold);
          bits[column * words + first / Long.SIZE] |= above << first;
        }
      }
    }
  }

  private static long strip(
      float[] logits, int width, int first, int last, int column, float threshold) {
    long above = 0;
    for (int row = first; row < last; row++) {
      above |= (logits[row * width + column] > threshold ? 1L : 0L) << (row - first);
    }
    return above;
  }

  /** Words of 64 rows in each column. */
  int words() {
    return words;
  }

  /** The cells of a word in a column of cells whose logits all lie above the threshold. */
  long inside(int column, int word) {
    long all = allAbove(column, word);
    long next = word + 1 < words ? allAbove(column, word + 1) : 0;
    return all & (all >>> 1 | next << -1) & (all >>> 2 | next << -2);
  }

  /** The cells of a word in a column of cells of whose logits some lie above the threshold. */
  long notOutside(int column, int word) {
    long some = someAbove(column, word);
    long next = word + 1 < words ? someAbove(column, word + 1) : 0;
    return some | (some >>> 1 | next << -1) | (some >>> 2 | next << -2);
  }

  private long allAbove(int column, int word) {
    int at = column * words + word;
    return bits[at] & bits[at + words] & bits[at + 2 * words];
  }

  private long someAbove(int column, int word) {
    int at = column * words + word;
    return bits[at] | bits[at + words] | bits[at + 2 * words];
  }
}
