package org.maskfoundry.annotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.mask.RleMask;

/** The masks of an image that are kept, and why others are not. For one thread. */
final class MaskSelection {

  private final CheckSettings settings;
  private final List<MaskAnnotation> kept = new ArrayList<>();
  private final Map<String, Long> dropped;

  /**
   * Nothing is kept yet.
   *
   * @param dropped what was left out before, by reason
   */
  MaskSelection(CheckSettings settings, Map<String, Long> dropped) {
    this.settings = settings;
    this.dropped = new HashMap<>(dropped);
  }

  /** Keeps a mask, whatever else is kept. */
  void keep(MaskAnnotation mask) {
    kept.add(mask);
  }

  /** Counts a mask that is left out. */
  void drop(String reason) {
    dropped.merge(reason, 1L, Long::sum);
  }

  /** Why a mask that a person drew is left out, empty where it is not. */
  Optional<String> refusal(RleMask drawn) {
    if (drawn.area() < settings.minMaskArea()) {
      return Optional.of(CheckedAnnotations.MIN_MASK_AREA);
    }
    return kept.stream().anyMatch(other -> coincide(other.mask(), drawn, settings.duplicateIou()))
        ? Optional.of(CheckedAnnotations.DUPLICATE)
        : Optional.empty();
  }

  /** Whether the IoU of two masks is greater. Areas tell most pairs apart without a run. */
  static boolean coincide(RleMask first, RleMask second, double iou) {
    double smaller = Math.min(first.area(), second.area());
    double larger = Math.max(first.area(), second.area());
    return smaller > iou * larger && first.iou(second) > iou;
  }

  /** What is kept, in the order it was. */
  List<MaskAnnotation> kept() {
    return List.copyOf(kept);
  }

  /** What was left out, by reason. */
  Map<String, Long> dropped() {
    return Map.copyOf(dropped);
  }
}
