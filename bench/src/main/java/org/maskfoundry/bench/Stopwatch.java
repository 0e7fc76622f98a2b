package org.maskfoundry.bench;

/** Measures operations in plain loops, over all masks again and again until the time is enough. */
final class Stopwatch {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long leastNanos;

  // Written and never read, so that no result is useless and its computation left out.
  @SuppressWarnings("unused")
  private volatile Object last;

  Stopwatch(long leastMillis) {
    this.leastNanos = leastMillis * NANOS_PER_MILLI;
  }

  /** Nanoseconds per run. */
  double measure(RleOperation operation) {
    long begin = System.nanoTime();
    long passes = 0;
    long elapsed = 0;
    while (elapsed < leastNanos) {
      for (int index = 0; index < operation.masks(); index++) {
        last = operation.result().apply(index);
      }
      passes++;
      elapsed = System.nanoTime() - begin;
    }
    return elapsed / ((double) passes * operation.runs());
  }
}
