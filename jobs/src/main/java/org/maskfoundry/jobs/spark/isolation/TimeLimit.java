package org.maskfoundry.jobs.spark.isolation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process where an image takes too long. */
final class TimeLimit {

  /** The exit code of a run that was stopped and can go on. */
  private static final int STOPPED = 6;

  private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);
  private static final ScheduledExecutorService CLOCK = clock();

  private final Optional<Future<?>> end;

  private TimeLimit(Optional<Future<?>> end) {
    this.end = end;
  }

  private static ScheduledExecutorService clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "image-time-limit");
              thread.setDaemon(true);
              return thread;
            });
    // Images that are done would stay in memory until their time were over.
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** Begins to count. */
  static TimeLimit of(Optional<Duration> limit, String image) {
    return new TimeLimit(
        limit.map(
            duration ->
                CLOCK.schedule(
                    () -> endProcess(image, duration),
                    duration.toMillis(),
                    TimeUnit.MILLISECONDS)));
  }

  private static void endProcess(String image, Duration limit) {
    LOG.error(
        "{}: took longer than image_time_limit = {} s, so this process ends; the image is tried once more, alone, and then given up. A run in local mode ends with it: start the same command again and it goes on.",
        image,
        limit.toSeconds());
    Runtime.getRuntime().halt(STOPPED);
  }

  /** The image is done. */
  void end() {
    end.ifPresent(future -> future.cancel(false));
  }
}
