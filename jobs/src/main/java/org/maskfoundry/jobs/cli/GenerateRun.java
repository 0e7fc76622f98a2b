package org.maskfoundry.jobs.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.phase.AutomaticWork;
import org.maskfoundry.jobs.phase.FullyAutomatic;
import org.maskfoundry.jobs.phase.RunObserver;
import org.maskfoundry.jobs.phase.RunPlan;
import org.maskfoundry.jobs.phase.RunReport;
import org.maskfoundry.jobs.phase.StopRequest;
import org.maskfoundry.jobs.spark.GeneratorAnnotators;
import org.maskfoundry.jobs.spark.ImageSource;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.model.Bundle;

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

  private static final double MILLISECONDS = 1000;

  ExitCode plan(SummarisedCommand command, CommandSummary summary) throws Exception {
    RunPlan plan =
        SparkFailures.unwrap(
            () -> {
              FullyAutomatic phase = phase(command, summary, RunObserver.NONE, StopRequest.NONE);
              return summary.time("plan", phase::plan);
            });
    count(plan, summary);
    command.result(PlanLine.of(plan));
    return ExitCode.SUCCEEDED;
  }

  ExitCode generate(SummarisedCommand command, CommandSummary summary) throws Exception {
    TerminationSignal stop =
        TerminationSignal.listen(() -> command.progress("Stopping when the wave is finished ..."));
    RunObserver observer =
        TerminalProgress.isPossible()
            ? new TerminalProgress(command.errorWriter())
            : new LogProgress(command::progress);
    Callable<FullyAutomatic> start = () -> phase(command, summary, observer, stop);
    FullyAutomatic phase = SparkFailures.unwrap(start);
    RunReport report = SparkFailures.unwrap(() -> summary.time("generate", phase::run));
    summarise(report, summary);
    summary.put("dataset", phase.dataset());
    if (report.plan().listed() == 0) {
      command.progress(
          "No images in %s. Files are taken for images by their extension: %s"
              .formatted(images, ImageSource.extensions()));
    }
    Duration elapsed = Duration.ofMillis(Math.round(MILLISECONDS * summary.elapsedSeconds()));
    command.result(ReportTable.of(report, phase.dataset(), elapsed));
    return ExitCode.of(report.outcome());
  }

  private FullyAutomatic phase(
      SummarisedCommand command, CommandSummary summary, RunObserver observer, StopRequest stop)
      throws Exception {
    SparkSession spark =
        summary.time("start_spark", () -> SparkSessions.start("maskfoundry generate"));
    GeneratorAnnotators annotators =
        new GeneratorAnnotators(bundle, TaskSettings.of(settings), spark.sparkContext());
    AutomaticWork work =
        new AutomaticWork(
            images,
            output,
            command.commandLine(),
            settings,
            bundle.name(),
            bundle.digest(),
            annotators,
            retryErrors);
    return new FullyAutomatic(spark, work, observer, stop);
  }

  private static void summarise(RunReport report, CommandSummary summary) {
    count(report.plan(), summary);
    summary.count("images", report.counts().images());
    summary.count("annotated", report.counts().images() - report.counts().failed());
    summary.count("failed", report.counts().failed());
    summary.count("errors", report.counts().errors());
    summary.count("masks", report.counts().masks());
    summary.put("run_id", report.runId());
    summary.put("run_outcome", report.outcome().tableName());
    summary.put("branch", report.branch());
  }

  private static void count(RunPlan plan, CommandSummary summary) {
    summary.count("listed", plan.listed());
    summary.count("done_before", plan.done());
    summary.count("pending", plan.pending());
    summary.count("waves", plan.waves());
    summary.count("encodes", plan.encodes());
    summary.count("prompts", plan.prompts());
  }
}
