package org.maskfoundry.mask;

import java.util.Arrays;

/**
 * Puts numbers in the order of the lines (rows or columns) that they belong to; those of one line
 * stay in the order in which they came.
 */
final class LineSort {

  private final int[] counts;
  private int[] lines;
  private int[] numbers;
  private int size;

  /**
   * A sort without numbers.
   *
   * @param lines how many lines there are
   * @param expected for how many numbers there is room at first
   */
  LineSort(int lines, int expected) {
    this.counts = new int[lines];
    this.lines = new int[expected];
    this.numbers = new int[expected];
  }

  void add(int line, int number) {
    if (size == lines.length) {
      int room = size + (size >> 1) + 16;
      lines = Arrays.copyOf(lines, room);
      numbers = Arrays.copyOf(numbers, room);
    }
    lines[size] = line;
    numbers[size++] = number;
    counts[line]++;
  }

  /** All numbers, line by line. */
  int[] inOrder() {
    int[] nexts = new int[counts.length];
    for (int line = 1; line < nexts.length; line++) {
      nexts[line] = nexts[line - 1] + counts[line - 1];
    }
    int[] ordered = new int[size];
    for (int i = 0; i < size; i++) {
      ordered[nexts[lines[i]]++] = numbers[i];
    }
    return ordered;
  }
}
