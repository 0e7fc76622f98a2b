package org.maskfoundry.jobs.cli;

import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.phase.AutomaticWork;
import org.maskfoundry.jobs.phase.FullyAutomatic;
import org.maskfoundry.jobs.phase.ModelCalls;
import org.maskfoundry.jobs.spark.GeneratorAnnotators;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.segment.GeneratorSettings;

/**
 * What {@code generate} does on Spark. Apart from the command, whose class is loaded on machines
 * and for commands that have no Spark.
 *
 * @param images the source
 * @param output the dataset
 * @param bundle the model
 * @param settings all settings
 * @param retryErrors when images that failed are tried again
 */
record GenerateRun(
    String images, String output, Bundle bundle, Settings settings, RetryErrors retryErrors) {

  ExitCode plan(SummarisedCommand command, CommandSummary summary) throws Exception {
    return run(command, summary).plan(command, summary);
  }

  ExitCode generate(SummarisedCommand command, CommandSummary summary) throws Exception {
    return run(command, summary).run(command, summary);
  }

  private PhaseRun run(SummarisedCommand command, CommandSummary summary) {
    return new PhaseRun(
        images,
        "generate",
        (observer, stop) -> {
          SparkSession spark =
              summary.time(
                  "start_spark",
                  () ->
                      SparkSessions.start(
                          "maskfoundry generate", DeviceSettings.from(settings).device()));
          AutomaticWork work =
              new AutomaticWork(
                  images,
                  output,
                  command.commandLine(),
                  settings,
                  bundle.name(),
                  bundle.digest(),
                  new GeneratorAnnotators(bundle, TaskSettings.of(settings), spark.sparkContext()),
                  ModelCalls.of(GeneratorSettings.from(settings)),
                  retryErrors);
          return new FullyAutomatic(spark, work, observer, stop);
        });
  }
}
