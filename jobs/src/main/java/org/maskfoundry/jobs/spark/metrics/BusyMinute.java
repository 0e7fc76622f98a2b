package org.maskfoundry.jobs.spark.metrics;

/** The busy times of the last minute, second by second. Times are in nanoseconds. */
final class BusyMinute {

  private static final int SECONDS = 60;
  private static final long SECOND = 1_000_000_000;

  /** Which second each place is about. */
  private final long[] seconds = new long[SECONDS];

  private final long[] busy = new long[SECONDS];

  /** Adds a busy time; times are added in their order and do not overlap. */
  void add(long from, long to) {
    for (long start = from; start < to; ) {
      long second = Math.floorDiv(start, SECOND);
      long end = Math.min(to, (second + 1) * SECOND);
      int place = (int) Math.floorMod(second, (long) SECONDS);
      if (seconds[place] != second) {
        seconds[place] = second;
        busy[place] = 0;
      }
      busy[place] += end - start;
      start = end;
    }
  }

  /** Busy share of the minute, whose last second is the one that has begun, 0 to 1. */
  double share(long now) {
    long first = Math.floorDiv(now, SECOND) - SECONDS + 1;
    long sum = 0;
    for (int place = 0; place < SECONDS; place++) {
      if (seconds[place] >= first) {
        sum += busy[place];
      }
    }
    return sum / (double) Math.max(1, now - first * SECOND);
  }
}
