package org.maskfoundry.mask;

import java.util.Arrays;

/** Collects the runs of a mask from positions (column-major) at which inside and outside begin. */
final class RunWriter {

  private final int height;
  private final int width;
  private int[] runs = new int[64];
  private int count;
  private int runStart;
  private boolean inside;

  RunWriter(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /** Pixels from this position on are inside, until said otherwise. */
  void insideFrom(int position) {
    if (!inside) {
      change(position);
    }
  }

  /** Pixels from this position on are outside, until said otherwise. */
  void outsideFrom(int position) {
    if (inside) {
      change(position);
    }
  }

  RleMask toMask() {
    change(height * width);
    return RleMask.ofCanonicalRuns(height, width, Arrays.copyOf(runs, count));
  }

  private void change(int position) {
    if (count == runs.length) {
      runs = Arrays.copyOf(runs, 2 * count);
    }
    runs[count++] = position - runStart;
    runStart = position;
    inside = !inside;
  }
}
