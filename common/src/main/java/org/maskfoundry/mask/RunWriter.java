package org.maskfoundry.mask;

/** Builds a mask from the column-major positions at which inside and outside begin. */
final class RunWriter {

  private static final int OUTSIDE = -1;

  private final RunBuilder stretches;
  private final int pixels;
  private int insideSince = OUTSIDE;

  RunWriter(int height, int width) {
    this.stretches = new RunBuilder(height, width);
    this.pixels = height * width;
  }

  /** Pixels from this position on are inside, until said otherwise. */
  void insideFrom(int position) {
    if (insideSince == OUTSIDE) {
      insideSince = position;
    }
  }

  /** Pixels from this position on are outside, until said otherwise. */
  void outsideFrom(int position) {
    if (insideSince != OUTSIDE) {
      stretches.add(insideSince, position);
      insideSince = OUTSIDE;
    }
  }

  RleMask toMask() {
    outsideFrom(pixels);
    return stretches.build();
  }
}
