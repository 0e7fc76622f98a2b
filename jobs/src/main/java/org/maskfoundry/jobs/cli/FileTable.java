package org.maskfoundry.jobs.cli;

import java.util.Locale;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.phase.FileReport;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.output.Manifest;

/**
 * What is said of commands that make a file of every image.
 *
 * @param report what became of the images
 * @param made what happened to an image whose file was made, in one word
 * @param folder where the files are
 */
record FileTable(FileReport report, String made, String folder) {

  /** Says it, to people and in the summary. */
  void tell(SummarisedCommand command, CommandSummary summary) {
    summary.count("listed", report.listed());
    summary.count("done_before", report.done());
    summary.count(made, report.made());
    summary.count("failed", report.failed());
    summary.count("errors", report.errors());
    summary.location("output", folder);
    command.result(
        String.format(
            Locale.ROOT,
            "%,d images: %,d %s, %,d done before, %s failed; see %s/%s",
            report.listed(),
            report.made(),
            made,
            report.done(),
            ReportTable.byCode(report.errors()),
            folder,
            Manifest.FILE));
  }

  /** How the command ends. */
  ExitCode exitCode(Settings settings) {
    if (report.stopped()) {
      return ExitCode.STOPPED;
    }
    return report.failedShare() > JobSettings.from(settings).errorBudget()
        ? ExitCode.ERROR_BUDGET_EXCEEDED
        : ExitCode.SUCCEEDED;
  }

  /** Hears of waves and tells people. */
  static FileReport.Observer observer(SummarisedCommand command, String made) {
    return (images, failed) ->
        command.progress("%,d images %s, %,d failed".formatted(images, made, failed));
  }
}
