package org.maskfoundry.jobs.spark;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param total images it has to do
 * @param done images that have a row
 * @param failed those of them that failed
 * @param masks masks of all of them
 * @param errors images that failed, by error code
 * @param elapsed time since it began
 */
public record RunProgress(
    long total, long done, long failed, long masks, Map<String, Long> errors, Duration elapsed) {

  private static final double MILLISECONDS = 1000;

  /** Copies the map, in its order. */
  public RunProgress {
    errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
  }

  /** Images a second since the run began. */
  public double imagesPerSecond() {
    return elapsed.isZero() ? 0 : done * MILLISECONDS / Math.max(1, elapsed.toMillis());
  }

  /** How long the rest takes at that pace, empty before the first image is done. */
  public Optional<Duration> timeLeft() {
    return done == 0
        ? Optional.empty()
        : Optional.of(elapsed.multipliedBy(Math.max(0, total - done)).dividedBy(done));
  }
}
