package org.maskfoundry.jobs.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.maskfoundry.jobs.phase.AutomaticPhase;
import org.maskfoundry.jobs.phase.RunObserver;
import org.maskfoundry.jobs.phase.RunPlan;
import org.maskfoundry.jobs.phase.RunReport;
import org.maskfoundry.jobs.phase.StopRequest;
import org.maskfoundry.jobs.spark.ImageSource;

/**
 * What the commands do in which models annotate: plan or run a phase, and say what became of it.
 *
 * @param images the source, for messages
 * @param step what the summary calls it
 * @param phases begins the phase
 */
record PhaseRun(String images, String step, Start phases) {

  /** Begins a phase; Spark starts with it. */
  interface Start {
    AutomaticPhase with(RunObserver observer, StopRequest stop) throws Exception;
  }

  private static final double MILLISECONDS = 1000;

  ExitCode plan(SummarisedCommand command, CommandSummary summary) throws Exception {
    RunPlan plan =
        SparkFailures.unwrap(
            () -> {
              AutomaticPhase phase = phases.with(RunObserver.NONE, StopRequest.NONE);
              return summary.time("plan", phase::plan);
            });
    count(plan, summary);
    command.result(PlanLine.of(plan));
    return ExitCode.SUCCEEDED;
  }

  ExitCode run(SummarisedCommand command, CommandSummary summary) throws Exception {
    TerminationSignal stop =
        TerminationSignal.listen(() -> command.progress("Stopping when the wave is finished ..."));
    RunObserver observer =
        TerminalProgress.isPossible()
            ? new TerminalProgress(command.errorWriter())
            : new LogProgress(command::progress);
    Callable<AutomaticPhase> start = () -> phases.with(observer, stop);
    AutomaticPhase phase = SparkFailures.unwrap(start);
    RunReport report = SparkFailures.unwrap(() -> summary.time(step, phase::run));
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
    plan.waves().ifPresent(waves -> summary.count("waves", waves));
    summary.count("encodes", plan.encodes());
    summary.count("prompts", plan.prompts());
  }
}
