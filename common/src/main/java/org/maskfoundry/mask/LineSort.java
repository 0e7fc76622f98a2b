package org.maskfoundry.mask;

/**
 * Puts numbers in the order of the lines (rows or columns) that they belong to; those of one line
 * stay in the order in which they came.
 */
final class LineSort {

  private final IntArrayBuilder lines = new IntArrayBuilder();
  private final IntArrayBuilder numbers = new IntArrayBuilder();
  private final int[] counts;

  /**
   * A sort without numbers.
   *
   * @param lines how many lines there are
   */
  LineSort(int lines) {
    this.counts = new int[lines];
  }

  void add(int line, int number) {
    lines.add(line);
    numbers.add(number);
    counts[line]++;
  }

  /** All numbers, line by line. */
  int[] inOrder() {
    int[] nexts = new int[counts.length];
    for (int line = 1; line < nexts.length; line++) {
      nexts[line] = nexts[line - 1] + counts[line - 1];
    }
    int[] ordered = new int[numbers.size()];
    for (int i = 0; i < ordered.length; i++) {
      ordered[nexts[lines.get(i)]++] = numbers.get(i);
    }
    return ordered;
  }
}
