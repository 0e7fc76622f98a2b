package org.maskfoundry.mask;

import java.util.Objects;

/**
 * Collects the pixels of a mask as stretches of column-major pixel indices in ascending order and
 * makes canonical runs of them.
 */
public final class RunBuilder {

  private final int height;
  private final int width;
  private final int pixels;
  private final IntArrayBuilder runs = new IntArrayBuilder();
  private int position;

  /**
   * Begins a mask without pixels.
   *
   * @throws IllegalArgumentException where a side is negative or there are too many pixels
   */
  public RunBuilder(int height, int width) {
    this.height = height;
    this.width = width;
    this.pixels = RunValidation.pixels(height, width);
  }

  /**
   * Adds the pixels from {@code start} (inclusive) to {@code end} (exclusive). No stretch may begin
   * before the one added last; one that touches or overlaps what is there continues it.
   *
   * @throws IndexOutOfBoundsException where it ends behind the image
   */
  public void add(int start, int end) {
    if (start >= end) {
      return;
    }
    Objects.checkFromToIndex(start, end, pixels);
    if (runs.size() == 0 || start > position) {
      runs.add(start - position);
      runs.add(end - start);
      position = end;
    } else if (end > position) {
      runs.addToLast(end - position);
      position = end;
    }
  }

  /** The mask of what was added. */
  public RleMask build() {
    if (position < pixels || runs.size() == 0) {
      runs.add(pixels - position);
    }
    return RleMask.ofCanonicalRuns(height, width, runs.toArray());
  }
}
