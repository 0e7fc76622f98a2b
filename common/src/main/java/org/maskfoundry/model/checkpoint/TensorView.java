package org.maskfoundry.model.checkpoint;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tensor as PyTorch stores it: a view of a storage.
 *
 * @param storage key of the storage
 * @param type number format of the storage
 * @param offset first number in the storage
 * @param shape sizes of the axes
 * @param strides numbers from one index of an axis to the next
 */
record TensorView(
    String storage, ElementType type, long offset, List<Long> shape, List<Long> strides) {

  /** Beyond this no file has bytes, and sums and products of what lies below do not overflow. */
  private static final long LARGEST = 1L << 48;

  /** Checks that sizes are possible: not negative, and within what a file may hold. */
  TensorView {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
    if (shape.size() != strides.size() || !isPossible(offset, shape, strides)) {
      throw new IllegalArgumentException(
          "an impossible shape %s with strides %s from %d".formatted(shape, strides, offset));
    }
  }

  private static boolean isPossible(long offset, List<Long> shape, List<Long> strides) {
    if (Stream.of(shape, strides).flatMap(List::stream).anyMatch(size -> size < 0)) {
      return false;
    }
    try {
      return offset >= 0
          && offset <= LARGEST
          && count(shape) <= LARGEST
          && span(shape, strides) <= LARGEST;
    } catch (ArithmeticException overflow) {
      return false;
    }
  }

  private static long count(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Bytes of the view's numbers, each counted as often as the view shows it. */
  long bytes() {
    return count(shape) * type.bytes();
  }

  /** Numbers from the first to the last that belong to the view, both included. */
  long span() {
    return span(shape, strides);
  }

  private static long span(List<Long> shape, List<Long> strides) {
    if (count(shape) == 0) {
      return 0;
    }
    long last = 0;
    for (int axis = 0; axis < shape.size(); axis++) {
      last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1, strides.get(axis)));
    }
    return last + 1;
  }

  /** The view's numbers in row-major order: the data itself where they lie so, else a copy. */
  ByteBuffer contiguous(ByteBuffer data) {
    if (isContiguous()) {
      return data;
    }
    int bytes = type.bytes();
    ByteBuffer copy = ByteBuffer.allocateDirect(Math.toIntExact(bytes()));
    long[] index = new long[shape.size()];
    for (int target = 0; target < copy.capacity(); target += bytes) {
      long position = 0;
      for (int axis = 0; axis < index.length; axis++) {
        position += index[axis] * strides.get(axis);
      }
      copy.put(target, data, (int) (position * bytes), bytes);
      advance(index);
    }
    return copy;
  }

  private void advance(long[] index) {
    for (int axis = index.length - 1; axis >= 0; axis--) {
      if (++index[axis] < shape.get(axis)) {
        return;
      }
      index[axis] = 0;
    }
  }

  /** Whether the numbers lie in row-major order without gaps. */
  boolean isContiguous() {
    long expected = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      if (shape.get(axis) > 1 && strides.get(axis) != expected) {
        return false;
      }
      expected *= shape.get(axis);
    }
    return true;
  }
}
