package org.maskfoundry.jobs.cli;

import java.util.Optional;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.jobs.table.RowSelection;
import org.maskfoundry.model.Bundle;

/**
 * What {@code prepare} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param images the source
 * @param output the folder
 * @param tool whose tasks are made
 * @param bundle the model
 * @param settings all settings
 */
record PrepareRun(
    String images, String output, AnnotationToolOption tool, Bundle bundle, Settings settings) {

  ExitCode prepare(SummarisedCommand command, CommandSummary summary) throws Exception {
    String dataset = output + "/dataset";
    ExitCode outcome =
        new GenerateRun(images, dataset, bundle, settings, RetryErrors.WHEN_CHANGED)
            .generate(command, summary);
    if (outcome != ExitCode.SUCCEEDED) {
      return outcome;
    }
    RowSelection made = RowSelection.generated(bundle.digest(), settings.digest());
    return new TasksRun(dataset, made, output, Optional.empty(), tool).write(command, summary);
  }
}
