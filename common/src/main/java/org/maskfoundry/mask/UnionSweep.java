package org.maskfoundry.mask;

import java.util.Arrays;

/**
 * The union of two masks of one frame: the runs of both in the order in which they begin; one that
 * begins in what is there, or right behind it, continues it.
 */
final class UnionSweep {

  // No run begins there, as no image has more pixels.
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
    while (startA != NOWHERE || startB != NOWHERE) {
      int start;
      int end;
      if (startA <= startB) {
        start = startA;
        end = start + a[nextA];
        nextA += 2;
        startA = nextA < a.length ? end + a[nextA - 1] : NOWHERE;
      } else {
        start = startB;
        end = start + b[nextB];
        nextB += 2;
        startB = nextB < b.length ? end + b[nextB - 1] : NOWHERE;
      }
      if (start > position || count == 0) {
        runs[count] = start - position;
        runs[count + 1] = end - start;
        count += 2;
        position = end;
      } else if (end > position) {
        runs[count - 1] += end - position;
        position = end;
      }
    }
    int pixels = first.height() * first.width();
    if (position < pixels || count == 0) {
      runs[count++] = pixels - position;
    }
    return RleMask.ofCanonicalRuns(first.height(), first.width(), Arrays.copyOf(runs, count));
  }
}
