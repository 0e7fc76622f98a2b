package org.maskfoundry.jobs.cli;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.maskfoundry.jobs.phase.RunObserver;
import org.maskfoundry.jobs.phase.RunPlan;
import org.maskfoundry.jobs.spark.RunProgress;

/** Says how a run comes along in a log: what there is to do, and a line for each wave. */
final class LogProgress implements RunObserver {

  private final Consumer<String> log;
  private String ofWaves = "";

  LogProgress(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public void planned(RunPlan plan) {
    ofWaves = plan.waves().map(" of %d"::formatted).orElse("");
    log.accept(PlanLine.of(plan));
  }

  @Override
  public void started(Supplier<RunProgress> progress) {}

  @Override
  public void waveFinished(long wave, RunProgress progress) {
    log.accept("wave %d%s: %s".formatted(wave, ofWaves, ProgressLine.of(progress)));
  }

  @Override
  public void finished() {}
}
