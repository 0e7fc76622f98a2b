package org.maskfoundry.mask;

import java.util.BitSet;

/** Turns row-major runs into column-major ones. */
final class RowMajorRuns {

  private RowMajorRuns() {}

  /** The mask, at the cost of a bit for each pixel and of a step for each one inside. */
  static RleMask mask(int height, int width, int[] runs) {
    // As a mask of the transposed image the runs are column-major, and checked.
    RunCursor stretches =
        new RunCursor(RunValidation.mask(/* height= */ width, /* width= */ height, runs).runs());
    BitSet columnMajor = new BitSet();
    while (stretches.advance()) {
      for (int pixel = stretches.start(); pixel < stretches.end(); pixel++) {
        columnMajor.set(pixel % width * height + pixel / width);
      }
    }
    RunBuilder mask = new RunBuilder(height, width);
    for (int start = columnMajor.nextSetBit(0); start >= 0; ) {
      int end = columnMajor.nextClearBit(start);
      mask.add(start, end);
      start = columnMajor.nextSetBit(end);
    }
    return mask.build();
  }
}
