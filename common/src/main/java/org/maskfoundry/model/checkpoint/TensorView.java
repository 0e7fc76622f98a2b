package org.maskfoundry.model.checkpoint;

import java.nio.ByteBuffer;
import java.util.List;

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

  /** Checks that sizes are possible. */
  TensorView {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
    if (shape.size() != strides.size()
        || shape.stream().anyMatch(size -> size < 0)
        || strides.stream().anyMatch(stride -> stride < 0)) {
      throw new IllegalArgumentException("impossible shape " + shape + " with strides " + strides);
    }
  }

  private long count() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Numbers from the first to the last that belong to the view, both included. */
  long span() {
    if (count() == 0) {
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
    ByteBuffer copy = ByteBuffer.allocateDirect(Math.toIntExact(count() * bytes));
    long[] index = new long[shape.size()];
    while (copy.hasRemaining()) {
      long position = 0;
      for (int axis = 0; axis < index.length; axis++) {
        position += index[axis] * strides.get(axis);
      }
      copy.put(data.slice((int) (position * bytes), bytes));
      advance(index);
    }
    return copy.flip();
  }

  private void advance(long[] index) {
    for (int axis = index.length - 1; axis >= 0; axis--) {
      if (++index[axis] < shape.get(axis)) {
        return;
      }
      index[axis] = 0;
    }
  }

  private boolean isContiguous() {
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
