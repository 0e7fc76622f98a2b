package org.maskfoundry.jobs.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.maskfoundry.jobs.phase.IngestReport;

/** What became of an ingest, as a table for people. */
final class IngestTable {

  private IngestTable() {}

  /**
   * The table.
   *
   * @param dataset where the dataset is
   * @param elapsed how long the command took
   */
  static String of(IngestReport report, String dataset, Duration elapsed) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("run", report.runId());
    rows.put("outcome", outcome(report));
    rows.put("formats", String.join(", ", report.formats()));
    rows.put("files", number(report.files()) + unreadable(report));
    rows.put("images", number(report.listed()) + " listed");
    rows.put("changed", number(report.counts().images()) + " of them");
    rows.put("failed", ReportTable.byCode(report.counts().errors()));
    rows.put("masks", number(report.counts().masks()));
    rows.put("rejected", ReportTable.byCode(report.annotations().rejected()));
    rows.put("dropped", ReportTable.byCode(report.annotations().dropped()));
    rows.put("noted", ReportTable.byCode(report.annotations().findings()));
    report.figures().values().forEach((name, value) -> rows.put("  " + name, decimal(value)));
    report
        .figures()
        .masksByAnnotator()
        .forEach((who, masks) -> rows.put("  masks of " + who, number(masks)));
    rows.put("time", ProgressLine.duration(elapsed));
    rows.put("dataset", dataset);
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    return rows.entrySet().stream()
        .map(row -> ("%-" + (width + 1) + "s %s").formatted(row.getKey(), row.getValue()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String outcome(IngestReport report) {
    return switch (report.outcome()) {
      case PUBLISHED -> "published";
      case NOTHING_TO_DO -> "nothing to do: the files say what the dataset says";
      case ERROR_BUDGET_EXCEEDED ->
          "NOT published: more images or files failed than error_budget allows, or more annotations were rejected than annotation_error_budget allows. Rows are on branch %s; mend the files, or raise the budget and run again"
              .formatted(report.branch());
      case STOPPED ->
          "stopped: finished waves are on branch %s; run the same command again to go on"
              .formatted(report.branch());
      case RUNNING, FAILED, INTERRUPTED -> report.outcome().tableName();
    };
  }

  private static String unreadable(IngestReport report) {
    return report.problems().isEmpty()
        ? ""
        : ", %s of them not readable to their end".formatted(number(report.problems().size()));
  }

  private static String decimal(double value) {
    return value == Math.rint(value)
        ? number((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
