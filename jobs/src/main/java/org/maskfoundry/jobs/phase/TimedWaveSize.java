package org.maskfoundry.jobs.phase;

import java.time.Duration;
import java.util.Optional;

/**
 * Waves that take about the same time: each has as many images as fit at the pace of the one before
 * it.
 *
 * @param images images of the wave
 * @param least images of a wave where even fewer would fit
 * @param time how long a wave should take
 */
record TimedWaveSize(int images, int least, Duration time) implements WaveSize {

  /** A wave's names lie in the driver's memory, and its tasks in Spark's lists. */
  static final int MOST = 50_000;

  /** The first images are slow, as models are loaded, or quick, as they are broken. */
  static final int MOST_GROWTH = 4;

  /** Enough to see a pace, few enough to lose where each image takes half a minute. */
  private static final int FIRST_PER_CORE = 16;

  private static final int MOST_FIRST = 1000;

  /** The first wave, before there is a pace; cores do not go idle for want of images. */
  static TimedWaveSize first(Duration time, int cores) {
    int least = Math.min(cores, MOST_FIRST);
    return new TimedWaveSize(Math.min(least * FIRST_PER_CORE, MOST_FIRST), least, time);
  }

  @Override
  public WaveSize next(int done, Duration took) {
    double pace = done / (double) Math.max(1, took.toNanos());
    double fitting = Math.rint(pace * time.toNanos());
    int most = Math.min(MOST, images * MOST_GROWTH);
    return new TimedWaveSize((int) Math.max(least, Math.min(most, fitting)), least, time);
  }

  @Override
  public Optional<Long> waves(long pending) {
    return pending > images ? Optional.empty() : Optional.of(pending == 0 ? 0L : 1L);
  }
}
