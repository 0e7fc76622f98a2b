package org.maskfoundry.jobs.phase;

import java.time.Duration;
import java.util.Optional;
import org.maskfoundry.jobs.spark.WaveSettings;

/** How many images the next wave of a run has. Implementations are immutable. */
sealed interface WaveSize permits FixedWaveSize, TimedWaveSize {

  /**
   * The size of a run's first wave.
   *
   * @param cores tasks that work at once
   */
  static WaveSize first(WaveSettings settings, int cores) {
    return settings
        .images()
        .<WaveSize>map(FixedWaveSize::new)
        .orElseGet(() -> TimedWaveSize.first(settings.time(), cores));
  }

  /** Images of the wave, 1 at least. */
  int images();

  /**
   * The size of the wave after this one.
   *
   * @param done images this one had
   * @param took how long they took
   */
  WaveSize next(int done, Duration took);

  /** How many waves so many images make, beginning with this one; empty where time will tell. */
  Optional<Long> waves(long pending);
}
