package org.maskfoundry.jobs.cli;

import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Settings;
import org.maskfoundry.detect.DetectorBundle;
import org.maskfoundry.detect.DetectorSettings;
import org.maskfoundry.jobs.phase.AutomaticWork;
import org.maskfoundry.jobs.phase.ModelCalls;
import org.maskfoundry.jobs.phase.SemiAutomatic;
import org.maskfoundry.jobs.spark.PrefillAnnotators;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;

/**
 * What {@code prefill} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param images the source
 * @param output the dataset
 * @param bundle the model
 * @param detector the detector
 * @param settings all settings
 * @param retryErrors when images that failed are tried again
 */
record PrefillRun(
    String images,
    String output,
    Bundle bundle,
    DetectorBundle detector,
    Settings settings,
    RetryErrors retryErrors) {

  ExitCode prefill(SummarisedCommand command, CommandSummary summary) throws Exception {
    return new PhaseRun(
            images,
            "prefill",
            (observer, stop) -> {
              SparkSession spark =
                  summary.time(
                      "start_spark",
                      () ->
                          SparkSessions.start(
                              "maskfoundry prefill", DeviceSettings.from(settings).device()));
              return new SemiAutomatic(spark, work(command, spark), observer, stop);
            })
        .run(command, summary);
  }

  private AutomaticWork work(SummarisedCommand command, SparkSession spark) {
    return new AutomaticWork(
        images,
        output,
        command.commandLine(),
        settings,
        bundle.name() + " + " + detector.name(),
        // Rows are another model's where either of the two is another.
        bundle.digest() + "+" + detector.digest(),
        new PrefillAnnotators(bundle, detector, TaskSettings.of(settings), spark.sparkContext()),
        new ModelCalls(1, DetectorSettings.from(settings).maxBoxes()),
        retryErrors);
  }
}
