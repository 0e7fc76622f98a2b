package org.maskfoundry.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.table.Maintenance;
import org.maskfoundry.jobs.table.Retention;
import org.maskfoundry.jobs.table.TableSize;

/**
 * What {@code maintain} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param dataset the dataset
 * @param keepDays how long versions without a tag stay
 * @param abandonedDays how long branches of silent runs stay
 * @param orphanDays how long files of no version stay
 */
record MaintainRun(String dataset, int keepDays, int abandonedDays, int orphanDays) {

  ExitCode plan(SummarisedCommand command, CommandSummary summary) throws Exception {
    Maintenance.Report report = maintenance(summary, Maintenance::plan);
    tell(report.work(), "to do", command, summary);
    tell("now", report.before(), command, summary);
    return ExitCode.SUCCEEDED;
  }

  ExitCode maintain(SummarisedCommand command, CommandSummary summary) throws Exception {
    Maintenance.Report report = maintenance(summary, Maintenance::run);
    tell(report.work(), "done", command, summary);
    tell("before", report.before(), command, summary);
    tell("after", report.after(), command, summary);
    return ExitCode.SUCCEEDED;
  }

  private Maintenance.Report maintenance(
      CommandSummary summary, Function<Maintenance, Maintenance.Report> work) throws Exception {
    var spark = summary.time("start_spark", () -> SparkSessions.start("maskfoundry maintain"));
    Retention retention =
        new Retention(
            Duration.ofDays(keepDays), Duration.ofDays(abandonedDays), Duration.ofDays(orphanDays));
    return SparkFailures.unwrap(
        () ->
            summary.time(
                "maintain",
                () -> work.apply(new Maintenance(spark, dataset, retention, Instant.now()))));
  }

  private static void tell(
      Maintenance.Work work, String title, SummarisedCommand command, CommandSummary summary) {
    summary.count("removed_branches", work.branches().size());
    summary.count("compacted_files", work.compactedFiles());
    summary.count("expired_snapshots", work.expiredSnapshots());
    summary.count("removed_orphan_files", work.orphanFiles());
    command.result(
        String.format(
            Locale.ROOT,
            "%-7s %,d files written together, %,d snapshots expired, %,d orphan files and %,d branches removed",
            title,
            work.compactedFiles(),
            work.expiredSnapshots(),
            work.orphanFiles(),
            work.branches().size()));
    work.branches().forEach(branch -> command.result("        branch " + branch));
  }

  private static void tell(
      String when, TableSize size, SummarisedCommand command, CommandSummary summary) {
    summary.put(
        when, Map.of("files", size.files(), "bytes", size.bytes(), "snapshots", size.snapshots()));
    command.result(
        String.format(
            Locale.ROOT,
            "%-7s %,d data files, %,d bytes, %,d snapshots",
            when,
            size.files(),
            size.bytes(),
            size.snapshots()));
  }
}
