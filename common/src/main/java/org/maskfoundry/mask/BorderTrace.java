package org.maskfoundry.mask;

import java.util.Arrays;

/**
 * Where column-major pixels go into a mask and out of it again, in ascending order. It begins
 * outside.
 */
final class BorderTrace {

  private static final int FIRST_CAPACITY = 1024;

  private final int height;
  private final int width;
  private int[] changes = new int[FIRST_CAPACITY];
  private int count;
  // Changes out of the mask less those into it.
  private long ended;

  BorderTrace(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /** Whether the pixels from the last change on are inside. */
  boolean isInside() {
    return (count & 1) != 0;
  }

  /** Pixels from this position on are inside, until said otherwise. */
  void insideFrom(int position) {
    if (!isInside()) {
      change(position);
    }
  }

  /** Pixels from this position on are outside, until said otherwise. */
  void outsideFrom(int position) {
    if (isInside()) {
      change(position);
    }
  }

  /** Pixels from this position on are on the other side. */
  void change(int position) {
    if (count > 0 && changes[count - 1] == position) {
      // Nothing lies between: both changes undo each other.
      count--;
      ended += isInside() ? -position : position;
      return;
    }
    if (count == changes.length) {
      changes = Arrays.copyOf(changes, 2 * count);
    }
    ended += isInside() ? position : -position;
    changes[count++] = position;
  }

  /** Pixels inside among those before {@code end}, which no change lies behind. */
  long area(int end) {
    return isInside() ? ended + end : ended;
  }

  RleMask toMask() {
    // A change behind the last pixel changes nothing.
    boolean hasEnd = count > 0 && changes[count - 1] == height * width;
    int[] runs = new int[hasEnd ? count : count + 1];
    int position = 0;
    for (int i = 0; i < count; i++) {
      runs[i] = changes[i] - position;
      position = changes[i];
    }
    if (!hasEnd) {
      runs[count] = height * width - position;
    }
    return RleMask.ofCanonicalRuns(height, width, runs);
  }
}
