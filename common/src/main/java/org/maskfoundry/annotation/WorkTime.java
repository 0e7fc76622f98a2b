package org.maskfoundry.annotation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The time of annotators shared out among the masks they drew or changed: prefilled masks that they
 * left as they were cost none (Segment Anything, section 4, does not count them either).
 */
final class WorkTime {

  private final Map<List<String>, Double> seconds = new HashMap<>();
  private final Map<List<String>, Long> masks = new HashMap<>();

  /**
   * The time of an image.
   *
   * @param all every mask that came back, each with its share of its annotator's time
   * @param touched those that the annotators drew or changed
   */
  WorkTime(Collection<DrawnAnnotation> all, Collection<DrawnAnnotation> touched) {
    all.forEach(
        mask ->
            mask.stated()
                .work()
                .statedSeconds()
                .ifPresent(share -> seconds.merge(mask.sitting(), share, Double::sum)));
    touched.forEach(mask -> masks.merge(mask.sitting(), 1L, Long::sum));
  }

  /** The seconds of a mask that was drawn or changed, where its tool states times. */
  Optional<Double> of(DrawnAnnotation touched) {
    List<String> sitting = touched.sitting();
    return Optional.ofNullable(seconds.get(sitting)).map(all -> all / masks.get(sitting));
  }
}
