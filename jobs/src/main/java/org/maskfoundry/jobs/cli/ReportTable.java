package org.maskfoundry.jobs.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.maskfoundry.jobs.phase.RunReport;
import org.maskfoundry.jobs.table.RunCounts;

/** What became of a run, as a table for people. */
final class ReportTable {

  private ReportTable() {}

  /**
   * The table.
   *
   * @param dataset where the dataset is
   * @param elapsed how long the command took
   */
  static String of(RunReport report, String dataset, Duration elapsed) {
    Map<String, String> rows = new LinkedHashMap<>();
    RunCounts counts = report.counts();
    rows.put("run", report.runId());
    rows.put("outcome", outcome(report));
    rows.put("images", number(report.plan().listed()));
    rows.put("done before", number(report.plan().done()));
    rows.put("annotated", number(counts.images() - counts.failed()));
    rows.put("failed", byCode(counts.errors()));
    rows.put("masks", number(counts.masks()));
    rows.put("time", ProgressLine.duration(elapsed));
    rows.put("dataset", dataset);
    return rows.entrySet().stream()
        .map(row -> "%-12s %s".formatted(row.getKey(), row.getValue()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String outcome(RunReport report) {
    return switch (report.outcome()) {
      case PUBLISHED -> "published";
      case NOTHING_TO_DO -> "nothing to do: every image has a row";
      case ERROR_BUDGET_EXCEEDED ->
          String.format(
              Locale.ROOT,
              "NOT published: %.2f %% of the images failed, more than error_budget allows. Their rows are on branch %s; mend the images, or raise error_budget and run again",
              100 * report.counts().failedShare(),
              report.branch());
      case STOPPED ->
          "stopped: finished waves are on branch %s; run the same command again to go on"
              .formatted(report.branch());
      case RUNNING, FAILED, INTERRUPTED -> report.outcome().tableName();
    };
  }

  /** Numbers with their codes, the greatest first. */
  static String byCode(Map<String, Long> counts) {
    String codes =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(entry -> entry.getKey() + " " + number(entry.getValue()))
            .collect(Collectors.joining(", "));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return all == 0 ? "0" : number(all) + " (" + codes + ")";
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
