package org.maskfoundry.mask;

import java.util.Arrays;

/**
 * The union of two masks of one frame: the runs of both in the order in which they begin; one that
 * begins in what is there, or right behind it, continues it.
 */
final class UnionSweep {

  // No run begins there: no image has more pixels.
  private static final int NOWHERE = Integer.MAX_VALUE;

  // Where runs are collected, for each thread: memory that is new is in no cache.
  private static final ThreadLocal<int[]> COLLECTED = ThreadLocal.withInitial(() -> new int[1024]);

  private UnionSweep() {}

  /** Room for runs whose content does not matter. */
  private static int[] room(int length) {
    int[] room = COLLECTED.get();
    if (room.length < length) {
      room = new int[Math.max(length, 2 * room.length)];
      COLLECTED.set(room);
    }
    return room;
  }

  static RleMask union(RleMask first, RleMask second) {
    int pixels = first.height() * first.width();
    if (pixels == NOWHERE) {
      // There a run may end where no other run can begin.
      RleMask all = RleMask.full(first.height(), first.width());
      return all.difference(all.difference(first).difference(second));
    }
    // Locals instead of cursors and a builder: they stay in registers, as fields do not.
    int[] a = first.sharedRuns();
    int[] b = second.sharedRuns();
    // Both masks' runs are room enough.
    int[] runs = room(a.length + b.length);
    int count = 0;
    int position = 0;
    int nextA = 1;
    int nextB = 1;
    int startA = nextA < a.length ? a[0] : NOWHERE;
    int startB = nextB < b.length ? b[0] : NOWHERE;
    for (int start = Math.min(startA, startB); start != NOWHERE; start = Math.min(startA, startB)) {
      int end = start;
      do {
        while (startA <= end) {
          int endA = startA + a[nextA];
          end = Math.max(end, endA);
          nextA += 2;
          startA = nextA < a.length ? endA + a[nextA - 1] : NOWHERE;
        }
        while (startB <= end) {
          int endB = startB + b[nextB];
          end = Math.max(end, endB);
          nextB += 2;
          startB = nextB < b.length ? endB + b[nextB - 1] : NOWHERE;
        }
      } while (startA <= end);
      runs[count] = start - position;
      runs[count + 1] = end - start;
      count += 2;
      position = end;
    }
    if (position < pixels || count == 0) {
      runs[count++] = pixels - position;
    }
    return RleMask.ofCanonicalRuns(first.height(), first.width(), Arrays.copyOf(runs, count));
  }
}
