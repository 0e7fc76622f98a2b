package org.maskfoundry.jobs.table;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a run stands, as far as its dataset tells.
 *
 * @param run its row; while it runs, with the counts of its finished waves
 * @param lastCommit when it last wrote to its branch, empty where it has not or the branch is gone
 * @param at when this was looked up
 */
public record RunStatus(RunRecord run, Optional<Instant> lastCommit, Instant at) {

  private static final double MILLISECONDS = 1000;
  private static final Duration SILENCE = Duration.ofMinutes(10);
  private static final int WAVES_OF_SILENCE = 4;

  /** Whether the run has not said how it ended. */
  public boolean isRunning() {
    return run.outcome() == RunOutcome.RUNNING;
  }

  /**
   * Whether a run that has not ended was silent for so long that it may have been killed: four of
   * its waves, ten minutes at least.
   */
  public boolean isStale() {
    if (!isRunning()) {
      return false;
    }
    Duration patience =
        lastCommit
            .filter(commit -> wavesDone() > 0)
            .map(commit -> waveTime().multipliedBy(WAVES_OF_SILENCE))
            .filter(waves -> waves.compareTo(SILENCE) > 0)
            .orElse(SILENCE);
    return silence().compareTo(patience) > 0;
  }

  /** What the waves took on average, or what the images in work take, where that is longer. */
  private Duration waveTime() {
    Duration average = work().dividedBy(wavesDone());
    return count("images_in_work")
        .flatMap(images -> imagesPerSecond().map(pace -> images / pace))
        .map(seconds -> Duration.ofSeconds(Math.round(seconds)))
        .filter(inWork -> inWork.compareTo(average) > 0)
        .orElse(average);
  }

  /** Time since the run began or last committed something. */
  public Duration silence() {
    return Duration.between(lastCommit.orElse(run.startedAt()), at);
  }

  /** Waves that are committed. */
  public long wavesDone() {
    return count("waves_done").orElse(0L);
  }

  /** Images the run has made a row of; empty where this is not known. */
  public Optional<Long> imagesDone() {
    return count("images_done");
  }

  /** Images the run has to make a row of; empty where this is not known. */
  public Optional<Long> imagesToDo() {
    return count("listed").flatMap(listed -> count("done_before").map(done -> listed - done));
  }

  /** Images a second, of the waves that are committed; empty where there are none. */
  public Optional<Double> imagesPerSecond() {
    return imagesDone()
        .filter(images -> images > 0 && !work().isZero())
        .map(images -> images * MILLISECONDS / work().toMillis());
  }

  /** When the run ends if it goes on like this; empty where it does not run. */
  public Optional<Instant> estimatedEnd() {
    if (!isRunning() || isStale() || imagesPerSecond().isEmpty()) {
      return Optional.empty();
    }
    double seconds = imagesPerSecond().get();
    return imagesToDo()
        .map(all -> (all - imagesDone().get()) / seconds)
        .map(left -> run.startedAt().plus(work()).plusSeconds(Math.round(left)));
  }

  /** From the run's beginning to its end, or to its last commit where it has not ended. */
  private Duration work() {
    Instant end = run.finishedAt().or(() -> lastCommit).orElse(run.startedAt());
    return Duration.between(run.startedAt(), end);
  }

  /** A number of the run's row. */
  public Optional<Long> count(String name) {
    return Optional.ofNullable(run.counts().get(name));
  }
}
