package org.maskfoundry.jobs.phase;

import java.time.Duration;
import java.util.Optional;

/**
 * Waves that all have the same number of images.
 *
 * @param images the number
 */
record FixedWaveSize(int images) implements WaveSize {

  @Override
  public WaveSize next(int done, Duration took) {
    return this;
  }

  @Override
  public Optional<Long> waves(long pending) {
    return Optional.of((pending + images - 1) / images);
  }
}
