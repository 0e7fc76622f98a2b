package org.maskfoundry.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.maskfoundry.mask.MaskBox;

/**
 * Greedy non-maximum suppression by box, in single precision as the public implementation computes
 * it: a box's area is {@code (right - left) * (bottom - top)}, a later box goes where its IoU with
 * a kept one is greater than the threshold, and 0/0 never suppresses.
 */
final class BoxNms {

  private BoxNms() {}

  /**
   * Indices of the boxes that stay, by descending score, ties in input order.
   *
   * @param boxes boxes in one frame
   * @param scores a score for each box
   * @param threshold IoU above which the lower-scored box goes
   */
  static List<Integer> keep(List<MaskBox> boxes, double[] scores, double threshold) {
    float limit = (float) threshold;
    KeptBoxes kept = BoxGrid.fits(boxes, limit) ? new BoxGrid(limit) : KeptBoxes.plain();
    return keep(boxes, scores, limit, kept);
  }

  /** The same with a way of one's own to hold the boxes that are kept; it is empty at first. */
  static List<Integer> keep(List<MaskBox> boxes, double[] scores, float limit, KeptBoxes kept) {
    Integer[] order = new Integer[boxes.size()];
    Arrays.setAll(order, index -> index);
    Arrays.sort(order, Comparator.comparingDouble((Integer index) -> -scores[index]));
    List<Integer> indices = new ArrayList<>();
    for (Integer candidate : order) {
      MaskBox box = boxes.get(candidate);
      if (!kept.anyNear(box, better -> overlap(better, box) > limit)) {
        kept.add(box);
        indices.add(candidate);
      }
    }
    return indices;
  }

  private static float overlap(MaskBox one, MaskBox other) {
    float width = Math.min(right(one), right(other)) - (float) Math.max(one.left(), other.left());
    float height = Math.min(bottom(one), bottom(other)) - (float) Math.max(one.top(), other.top());
    float intersection = Math.max(0f, width) * Math.max(0f, height);
    return intersection / (area(one) + area(other) - intersection);
  }

  private static float area(MaskBox box) {
    return (float) (right(box) - box.left()) * (bottom(box) - box.top());
  }

  private static int right(MaskBox box) {
    return Math.max(box.right(), box.left());
  }

  private static int bottom(MaskBox box) {
    return Math.max(box.bottom(), box.top());
  }
}
