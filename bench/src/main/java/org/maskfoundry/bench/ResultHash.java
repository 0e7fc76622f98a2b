package org.maskfoundry.bench;

import org.maskfoundry.mask.RleMask;

/** A number made of results in their order; the C program makes the same of its own. */
final class ResultHash {

  private static final int FACTOR = 31;
  private static final double RATIO_UNIT = 1e-9;

  private long value;

  /** Adds a mask by its runs, a bitmap, a string or a ratio. */
  void add(Object result) {
    if (result instanceof RleMask mask) {
      for (int run : mask.runs()) {
        add(run);
      }
    } else if (result instanceof byte[] bitmap) {
      for (byte pixel : bitmap) {
        add(pixel);
      }
    } else if (result instanceof String string) {
      string.chars().forEach(this::add);
    } else if (result instanceof Double ratio) {
      add(Math.round(ratio / RATIO_UNIT));
    } else {
      throw new IllegalArgumentException("no hash for " + result.getClass());
    }
  }

  private void add(long number) {
    value = FACTOR * value + number;
  }

  long value() {
    return value;
  }
}
