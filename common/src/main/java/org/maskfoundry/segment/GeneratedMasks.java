package org.maskfoundry.segment;

import java.util.List;
import java.util.Map;

/**
 * What the generator made of one image.
 *
 * @param masks the masks, in the order of the last suppression
 * @param dropped candidates that were dropped, by {@link DropReason#tableName}
 * @param timings milliseconds by step: {@code encode}, {@code decode}, {@code select}
 */
public record GeneratedMasks(
    List<GeneratedMask> masks, Map<String, Long> dropped, Map<String, Double> timings) {

  /** Copies the collections. */
  public GeneratedMasks {
    masks = List.copyOf(masks);
    dropped = Map.copyOf(dropped);
    timings = Map.copyOf(timings);
  }
}
