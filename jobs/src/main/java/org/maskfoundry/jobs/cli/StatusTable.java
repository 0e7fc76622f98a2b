package org.maskfoundry.jobs.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.jobs.table.RunStatus;

/** How a run stands, as a table for people; lines of which nothing is known are left out. */
final class StatusTable {

  private StatusTable() {}

  static String of(RunStatus status) {
    Map<String, Optional<String>> rows = new LinkedHashMap<>();
    rows.put("run", Optional.of(status.run().runId()));
    rows.put("outcome", Optional.of(outcome(status)));
    rows.put("started", Optional.of(time(status.run().startedAt())));
    rows.put("last wave", status.lastCommit().map(StatusTable::time));
    rows.put("ended", status.run().finishedAt().map(StatusTable::time));
    rows.put("waves", waves(status));
    rows.put(
        "images", status.imagesToDo().map(images -> part(status.imagesDone().orElse(0L), images)));
    rows.put("done before", status.count("done_before").map(StatusTable::number));
    rows.put("failed", Optional.of(ReportTable.byCode(status.run().errors())));
    rows.put("masks", status.count("masks").map(StatusTable::number));
    rows.put(
        "pace",
        status
            .imagesPerSecond()
            .map(images -> String.format(Locale.ROOT, "%.2f images/s", images)));
    rows.put("may end", status.estimatedEnd().map(StatusTable::time));
    return rows.entrySet().stream()
        .filter(row -> row.getValue().isPresent())
        .map(row -> "%-12s %s".formatted(row.getKey(), row.getValue().get()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** Those that are done, and how many there are where that was known ahead. */
  private static Optional<String> waves(RunStatus status) {
    return status
        .count("waves")
        .map(waves -> part(status.wavesDone(), waves))
        .or(() -> status.count("waves_done").map(StatusTable::number));
  }

  private static String outcome(RunStatus status) {
    if (status.isStale()) {
      return "running or killed: nothing was committed for "
          + ProgressLine.duration(status.silence())
          + "; if it was killed, run the same command again to go on";
    }
    RunOutcome outcome = status.run().outcome();
    return outcome.tableName().replace('_', ' ');
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String part(long done, long all) {
    return number(done) + " of " + number(all);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
