package org.maskfoundry.jobs.cli;

import java.time.Duration;
import java.util.Locale;
import org.maskfoundry.jobs.spark.RunProgress;

/** How far a run is, in a line. */
final class ProgressLine {

  private ProgressLine() {}

  static String of(RunProgress progress) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d images, %,d failed, %,d masks, %s images/s, %s",
        progress.done(),
        progress.total(),
        progress.failed(),
        progress.masks(),
        pace(progress.imagesPerSecond()),
        progress
            .timeLeft()
            .map(left -> duration(left) + " left")
            .orElse("time left not known yet"));
  }

  private static String pace(double imagesPerSecond) {
    return String.format(Locale.ROOT, imagesPerSecond < 10 ? "%.2f" : "%.0f", imagesPerSecond);
  }

  /** Hours, minutes and seconds, as {@code 1:05:09} or {@code 5:09}. */
  static String duration(Duration duration) {
    return duration.toHours() > 0
        ? String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            duration.toHours(),
            duration.toMinutesPart(),
            duration.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }
}
