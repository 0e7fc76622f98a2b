package org.maskfoundry.jobs.cli;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.maskfoundry.jobs.phase.RunObserver;
import org.maskfoundry.jobs.phase.RunPlan;
import org.maskfoundry.jobs.spark.RunProgress;

/** Says how a run comes along in a log: what there is to do, and a line for each wave. */
final class LogProgress implements RunObserver {

  private final Consumer<String> log;
  private long waves;

  LogProgress(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public void planned(RunPlan plan) {
    waves = plan.waves();
    log.accept(PlanLine.of(plan));
  }

  @Override
  public void started(Supplier<RunProgress> progress) {}

  @Override
  public void waveFinished(long wave, RunProgress progress) {
    log.accept("wave %d of %d: %s".formatted(wave, waves, ProgressLine.of(progress)));
  }

  @Override
  public void finished() {}
}
