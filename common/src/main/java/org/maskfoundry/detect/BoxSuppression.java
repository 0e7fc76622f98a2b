package org.maskfoundry.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Leaves the surest boxes, each object once. */
final class BoxSuppression {

  private BoxSuppression() {}

  /** Greedy, the surest first, whatever the classes were. */
  static List<DetectedBox> surest(List<DetectedBox> boxes, DetectorSettings settings) {
    List<DetectedBox> kept = new ArrayList<>();
    List<DetectedBox> bySureness = new ArrayList<>(boxes);
    bySureness.sort(Comparator.comparingDouble(DetectedBox::score).reversed());
    for (DetectedBox box : bySureness) {
      if (kept.size() == settings.maxBoxes()) {
        break;
      }
      if (kept.stream().noneMatch(surer -> surer.iou(box) > settings.nmsThreshold())) {
        kept.add(box);
      }
    }
    return kept;
  }
}
