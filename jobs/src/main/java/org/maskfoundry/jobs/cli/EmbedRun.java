package org.maskfoundry.jobs.cli;

import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.phase.Embedding;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.SegmenterFactory;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.Storage;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.spark.embed.EmbeddingSettings;
import org.maskfoundry.jobs.spark.embed.EmbeddingTask;
import org.maskfoundry.jobs.spark.embed.Manifest;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.Sha256;

/**
 * What {@code embed} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param images the source
 * @param output the folder
 * @param bundle the model
 * @param settings all settings
 */
record EmbedRun(String images, String output, Bundle bundle, Settings settings) {

  ExitCode embed(SummarisedCommand command, CommandSummary summary) throws Exception {
    TerminationSignal stop =
        TerminationSignal.listen(() -> command.progress("Stopping when the wave is finished ..."));
    SparkSession spark =
        summary.time("start_spark", () -> SparkSessions.start("maskfoundry embed"));
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    OutputFolder folder = OutputFolder.of(output, hadoop);
    TaskSettings shared = TaskSettings.of(settings);
    String work = Sha256.hex(bundle.digest() + "\0" + settings.digest());
    EmbeddingTask task =
        new EmbeddingTask(
            new SegmenterFactory(bundle, shared, spark.sparkContext()),
            shared,
            EmbeddingSettings.from(settings).type(),
            work,
            new Storage(hadoop),
            folder);
    Manifest manifest = Manifest.open(folder);
    Embedding embedding =
        new Embedding(
            spark,
            Embedding.Images.of(spark, images, folder.name()),
            manifest,
            settings,
            task,
            work,
            stop);
    Embedding.Report report =
        SparkFailures.unwrap(() -> summary.time("embed", () -> embedding.run(observer(command))));
    summarise(report, folder, summary);
    command.result(
        String.format(
            Locale.ROOT,
            "%,d images: %,d embedded, %,d done before, %s failed; see %s/%s",
            report.listed(),
            report.embedded(),
            report.done(),
            ReportTable.byCode(report.errors()),
            folder.name(),
            Manifest.FILE));
    return exitCode(report);
  }

  private static Embedding.Observer observer(SummarisedCommand command) {
    return (embedded, failed) ->
        command.progress("%,d images embedded, %,d failed".formatted(embedded, failed));
  }

  private static void summarise(
      Embedding.Report report, OutputFolder folder, CommandSummary summary) {
    summary.count("listed", report.listed());
    summary.count("done_before", report.done());
    summary.count("embedded", report.embedded());
    summary.count("failed", report.failed());
    summary.count("errors", report.errors());
    summary.location("output", folder.name());
  }

  private ExitCode exitCode(Embedding.Report report) {
    if (report.stopped()) {
      return ExitCode.STOPPED;
    }
    double share = report.listed() == 0 ? 0 : report.failed() / (double) report.listed();
    return share > JobSettings.from(settings).errorBudget()
        ? ExitCode.ERROR_BUDGET_EXCEEDED
        : ExitCode.SUCCEEDED;
  }
}
