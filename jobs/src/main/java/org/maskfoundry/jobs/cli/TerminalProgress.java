package org.maskfoundry.jobs.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.maskfoundry.jobs.phase.RunObserver;
import org.maskfoundry.jobs.phase.RunPlan;
import org.maskfoundry.jobs.spark.RunProgress;

/** Says how a run comes along on a terminal: one line that is written over and over. */
final class TerminalProgress implements RunObserver {

  private static final long REFRESH_MILLISECONDS = 500;

  /** Back to the line's beginning, and clear it (ECMA-48, EL). */
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter terminal;
  private ScheduledExecutorService clock;

  TerminalProgress(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** Whether the standard error is a terminal, which the launcher finds out. */
  static boolean isPossible() {
    return Boolean.getBoolean("maskfoundry.terminal");
  }

  @Override
  public void planned(RunPlan plan) {
    terminal.println(PlanLine.of(plan));
    terminal.flush();
  }

  @Override
  public void started(Supplier<RunProgress> progress) {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        clock.scheduleWithFixedDelay(
            () -> show(progress.get()), 0, REFRESH_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private void show(RunProgress progress) {
    terminal.print(CLEAR_LINE + ProgressLine.of(progress));
    terminal.flush();
  }

  @Override
  public void waveFinished(long wave, RunProgress progress) {
    // The line goes on by itself.
  }

  @Override
  public void finished() {
    if (clock != null) {
      clock.shutdown();
      clock = null;
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
  }
}
