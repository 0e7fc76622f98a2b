package org.maskfoundry.mask;

/**
 * Collects the pixels of a mask as stretches of column-major pixel indices in ascending order and
 * makes canonical runs of them.
 */
final class RunBuilder {

  private final int height;
  private final int width;
  private final IntArrayBuilder runs = new IntArrayBuilder();
  private int position;

  RunBuilder(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /**
   * Adds the pixels from {@code start} (inclusive) to {@code end} (exclusive). No stretch may begin
   * before the one added last; one that touches or overlaps what is there continues it.
   */
  void add(int start, int end) {
    if (start >= end) {
      return;
    }
    if (runs.size() == 0 || start > position) {
      runs.add(start - position);
      runs.add(end - start);
      position = end;
    } else if (end > position) {
      runs.addToLast(end - position);
      position = end;
    }
  }

  RleMask build() {
    int pixels = height * width;
    if (position < pixels || runs.size() == 0) {
      runs.add(pixels - position);
    }
    return RleMask.ofCanonicalRuns(height, width, runs.toArray());
  }
}
