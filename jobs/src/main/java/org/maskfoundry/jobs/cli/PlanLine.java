package org.maskfoundry.jobs.cli;

import java.util.Locale;
import org.maskfoundry.jobs.phase.RunPlan;

/** What a run is going to do, in a line. */
final class PlanLine {

  private PlanLine() {}

  static String of(RunPlan plan) {
    return String.format(
        Locale.ROOT,
        "%,d images, %,d of them done before; %,d to do %s: %,d encodes, %,d prompts",
        plan.listed(),
        plan.done(),
        plan.pending(),
        plan.waves().map(PlanLine::in).orElse("wave by wave"),
        plan.encodes(),
        plan.prompts());
  }

  private static String in(long waves) {
    return String.format(Locale.ROOT, "in %,d %s", waves, waves == 1 ? "wave" : "waves");
  }
}
