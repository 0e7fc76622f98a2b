package org.maskfoundry.mask;

import java.util.Arrays;

/**
 * The union of two masks of one frame, stretch by stretch: a stretch begins where the next run of
 * either mask does and goes on as long as runs of either begin in it or right behind it.
 */
final class UnionSweep {

  private UnionSweep() {}

  static RleMask union(RleMask first, RleMask second) {
    // Both masks' runs are room enough; the locals stay in registers, as a builder's fields do not.
    int[] runs = new int[first.runCount() + second.runCount()];
    int count = 0;
    int position = 0;
    RunCursor a = first.cursor();
    RunCursor b = second.cursor();
    boolean hasA = a.advance();
    boolean hasB = b.advance();
    while (hasA || hasB) {
      int start = !hasB || (hasA && a.start() <= b.start()) ? a.start() : b.start();
      int end = start;
      do {
        for (; hasA && a.start() <= end; hasA = a.advance()) {
          end = Math.max(end, a.end());
        }
        for (; hasB && b.start() <= end; hasB = b.advance()) {
          end = Math.max(end, b.end());
        }
      } while (hasA && a.start() <= end);
      runs[count++] = start - position;
      runs[count++] = end - start;
      position = end;
    }
    int pixels = first.height() * first.width();
    if (position < pixels || count == 0) {
      runs[count++] = pixels - position;
    }
    return RleMask.ofCanonicalRuns(first.height(), first.width(), Arrays.copyOf(runs, count));
  }
}
