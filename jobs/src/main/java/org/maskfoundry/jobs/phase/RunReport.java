package org.maskfoundry.jobs.phase;

import java.util.HashMap;
import java.util.Map;
import org.maskfoundry.jobs.table.RunCounts;
import org.maskfoundry.jobs.table.RunOutcome;

/**
 * What became of a run.
 *
 * @param runId the run
 * @param outcome how it ended
 * @param plan what it set out to do
 * @param counts what became of the images it was to publish, those of the runs it went on from
 *     among them
 * @param branch the branch that holds their rows, empty where they are published or there are none
 */
public record RunReport(
    String runId, RunOutcome outcome, RunPlan plan, RunCounts counts, String branch)
    implements EndedRun {

  @Override
  public Map<String, Long> numbers() {
    Map<String, Long> numbers = new HashMap<>(plan.numbers());
    numbers.put("images_in_work", 0L);
    numbers.put("images", counts.images());
    numbers.put("failed", counts.failed());
    numbers.put("masks", counts.masks());
    return numbers;
  }

  @Override
  public Map<String, Long> errors() {
    return counts.errors();
  }

  @Override
  public Map<String, Double> phaseFigures() {
    return Map.of();
  }
}
