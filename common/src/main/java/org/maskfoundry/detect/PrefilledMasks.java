package org.maskfoundry.detect;

import java.util.List;
import java.util.Map;

/**
 * What is certain of an image.
 *
 * @param masks by descending predicted IoU
 * @param dropped boxes whose mask is not certain or there already, by reason: {@code
 *     predicted_iou}, {@code stability}, {@code empty_mask}, {@code duplicate}, {@code contained}
 */
public record PrefilledMasks(List<PrefilledMask> masks, Map<String, Long> dropped) {

  /** Copies the collections. */
  public PrefilledMasks {
    masks = List.copyOf(masks);
    dropped = Map.copyOf(dropped);
  }
}
