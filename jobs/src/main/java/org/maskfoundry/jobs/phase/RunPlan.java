package org.maskfoundry.jobs.phase;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is going to do.
 *
 * @param listed images of the source
 * @param pending those of them that have no row yet
 * @param waves pieces they are worked on in, empty where their number is not known ahead
 * @param encodes how often the model encodes an image or crop, for all of them
 * @param prompts points the model is asked, for all of them
 */
public record RunPlan(long listed, long pending, Optional<Long> waves, long encodes, long prompts) {

  /** The numbers a run's row begins with, by name. */
  Map<String, Long> numbers() {
    Map<String, Long> numbers = new HashMap<>(Map.of("listed", listed, "done_before", done()));
    waves.ifPresent(known -> numbers.put("waves", known));
    return numbers;
  }

  /** Images that are done already. */
  public long done() {
    return listed - pending;
  }
}
