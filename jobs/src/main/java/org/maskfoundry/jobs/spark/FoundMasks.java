package org.maskfoundry.jobs.spark;

import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.maskfoundry.dataset.AutomaticAnnotations;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.detect.PrefilledMasks;
import org.maskfoundry.segment.GeneratedMasks;

/**
 * What an annotator made of an image.
 *
 * @param masks the masks, once it is known what ids they get
 * @param dropped what selection removed, by reason
 * @param timings milliseconds by step
 */
public record FoundMasks(Masks masks, Map<String, Long> dropped, Map<String, Double> timings) {

  /** Masks without their ids. */
  public interface Masks {
    /**
     * The masks as annotations.
     *
     * @param ids the id of the mask at an index
     */
    List<MaskAnnotation> withIds(IntToLongFunction ids);
  }

  /** Copies the maps. */
  public FoundMasks {
    dropped = Map.copyOf(dropped);
    timings = Map.copyOf(timings);
  }

  /** What the automatic generator found. */
  public static FoundMasks of(GeneratedMasks found) {
    return new FoundMasks(
        ids -> AutomaticAnnotations.of(ids, found.masks()), found.dropped(), found.timings());
  }

  /** What was certain of detected boxes. */
  static FoundMasks of(PrefilledMasks found, Map<String, Double> timings) {
    return new FoundMasks(
        ids -> AutomaticAnnotations.ofPrefilled(ids, found.masks()), found.dropped(), timings);
  }
}
