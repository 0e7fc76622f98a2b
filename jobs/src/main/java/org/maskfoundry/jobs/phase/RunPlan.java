package org.maskfoundry.jobs.phase;

import java.util.Map;

/**
 * What a run is going to do.
 *
 * @param listed images of the source
 * @param pending those of them that have no row yet
 * @param waves pieces they are worked on in
 * @param encodes how often the model encodes an image or crop, for all of them
 * @param prompts points the model is asked, for all of them
 */
public record RunPlan(long listed, long pending, long waves, long encodes, long prompts) {

  /** The numbers a run's row begins with, by name. */
  Map<String, Long> numbers() {
    return Map.of("listed", listed, "done_before", done(), "waves", waves);
  }

  /** Images that are done already. */
  public long done() {
    return listed - pending;
  }
}
