package org.maskfoundry.jobs.cli;

import java.util.Locale;
import org.maskfoundry.jobs.phase.RunPlan;

/** What a run is going to do, in a line. */
final class PlanLine {

  private PlanLine() {}

  static String of(RunPlan plan) {
    return String.format(
        Locale.ROOT,
        "%,d images, %,d of them done before; %,d to do in %,d %s: %,d encodes, %,d prompts",
        plan.listed(),
        plan.done(),
        plan.pending(),
        plan.waves(),
        plan.waves() == 1 ? "wave" : "waves",
        plan.encodes(),
        plan.prompts());
  }
}
