package org.maskfoundry.jobs.cli;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.phase.Embedding;
import org.maskfoundry.jobs.phase.FileReport;
import org.maskfoundry.jobs.spark.SegmenterFactory;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.Storage;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.spark.embed.EmbeddedImage;
import org.maskfoundry.jobs.spark.embed.EmbeddingSettings;
import org.maskfoundry.jobs.spark.embed.EmbeddingTask;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.jobs.spark.output.Manifest;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.Sha256;

/**
 * What {@code embed} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param images the source
 * @param output the folder
 * @param bundle the model
 * @param settings all settings
 * @param retryErrors whether images are tried again that processes were lost with
 */
record EmbedRun(
    String images, String output, Bundle bundle, Settings settings, RetryErrors retryErrors) {

  private static final String EMBEDDED = "embedded";

  ExitCode embed(SummarisedCommand command, CommandSummary summary) throws Exception {
    TerminationSignal stop =
        TerminationSignal.listen(() -> command.progress("Stopping when the wave is finished ..."));
    SparkSession spark =
        summary.time(
            "start_spark",
            () -> SparkSessions.start("maskfoundry embed", DeviceSettings.from(settings).device()));
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
            folder,
            WatchSettings.from(settings));
    Manifest<EmbeddedImage> manifest = Manifest.open(folder, EmbeddedImage.class);
    Embedding embedding =
        new Embedding(
            spark,
            Embedding.Images.of(spark, images, folder.name()),
            manifest,
            settings,
            task,
            work,
            retryErrors,
            stop);
    FileReport report =
        SparkFailures.unwrap(
            () ->
                summary.time("embed", () -> embedding.run(FileTable.observer(command, EMBEDDED))));
    FileTable table = new FileTable(report, EMBEDDED, folder.name());
    table.tell(command, summary);
    return table.exitCode(settings);
  }
}
