package org.maskfoundry.mask;

/** The checks that sizes and runs from outside pass before they become a mask. */
final class RunValidation {

  private RunValidation() {}

  /**
   * Pixels of an image of that size.
   *
   * @throws IllegalArgumentException where a side is negative or the pixels do not fit an int
   */
  static int pixels(int height, int width) {
    if (height < 0 || width < 0) {
      throw new IllegalArgumentException(
          "a mask cannot have height %d and width %d: no side may be negative"
              .formatted(height, width));
    }
    long pixels = (long) height * width;
    if (pixels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a mask of height %d and width %d has %d pixels: at most %d are possible"
              .formatted(height, width, pixels, Integer.MAX_VALUE));
    }
    return (int) pixels;
  }

  /**
   * The mask of runs that nobody vouches for; interior runs of zero are merged away. The array is
   * taken over where there are none: it is not to be changed by others.
   *
   * @throws IllegalArgumentException where a run is negative or the runs do not fill the image
   */
  static RleMask mask(int height, int width, int[] runs) {
    int pixels = pixels(height, width);
    long sum = 0;
    boolean canonical = runs.length > 0;
    for (int i = 0; i < runs.length; i++) {
      if (runs[i] <= 0) {
        requireNotNegative(runs, i);
        canonical &= i == 0;
      }
      sum += runs[i];
    }
    if (sum != pixels) {
      throw new RunSumException(
          "the %d runs sum to %d pixels, but a mask of height %d and width %d has %d"
              .formatted(runs.length, sum, height, width, pixels));
    }
    if (canonical) {
      return RleMask.ofCanonicalRuns(height, width, runs);
    }
    RunBuilder mask = new RunBuilder(height, width);
    for (RunCursor run = new RunCursor(runs); run.advance(); ) {
      mask.add(run.start(), run.end());
    }
    return mask.build();
  }

  private static void requireNotNegative(int[] runs, int index) {
    if (runs[index] < 0) {
      throw new IllegalArgumentException(
          "run %d of %d is %d: a run is a number of pixels, 0 or more"
              .formatted(index, runs.length, runs[index]));
    }
  }
}
