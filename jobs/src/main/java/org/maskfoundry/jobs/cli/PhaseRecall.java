package org.maskfoundry.jobs.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.maskfoundry.report.FoundObjects;

/**
 * What the dataset has after a phase, the masks of earlier phases among it.
 *
 * @param name the phase
 * @param masks masks, those that coincide (IoU over 0.9) counted once
 * @param recallAtHalf share of the true objects that a mask finds at IoU 0.5
 * @param recallAtThreeQuarters the same at IoU 0.75
 */
record PhaseRecall(
    @JsonProperty("name") String name,
    @JsonProperty("masks") int masks,
    @JsonProperty("recall_50") double recallAtHalf,
    @JsonProperty("recall_75") double recallAtThreeQuarters) {

  static PhaseRecall of(String name, int masks, FoundObjects found) {
    return new PhaseRecall(
        name,
        masks,
        found.atHalf() / (double) found.objects(),
        found.atThreeQuarters() / (double) found.objects());
  }
}
