package org.maskfoundry.mask;

import java.util.Arrays;

/** An {@code int} array that grows as values come, for results whose length is not known before. */
final class IntArrayBuilder {

  private static final int FIRST_CAPACITY = 16;

  private int[] values = new int[FIRST_CAPACITY];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + Math.max(FIRST_CAPACITY, size >> 1));
    }
    values[size++] = value;
  }

  void addToLast(int amount) {
    values[size - 1] += amount;
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
