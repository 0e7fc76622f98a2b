package org.maskfoundry.training;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How boxes that are told by the distances of their sides from one point fit each other.
 *
 * @param iou {@code [N]} intersection over union
 * @param generalised {@code [N]} the same, less the share of the box around both that neither
 *     covers (arXiv 1902.09630)
 */
record BoxOverlap(Tensor iou, Tensor generalised) {

  private static final double TINY = 1e-6;

  /**
   * Of pairs of boxes.
   *
   * @param found {@code [N, 4]} left, top, right, bottom
   * @param wanted the same of the other
   */
  static BoxOverlap of(Tensor found, Tensor wanted) {
    // A side may lie beyond the point, so it is the width that is cut at 0, not the distances.
    Tensor near = found.minimum(wanted);
    Scalar none = new Scalar(0);
    Tensor shared = width(near).clamp_min(none).mul(height(near).clamp_min(none));
    Tensor all = area(found).add(area(wanted)).sub(shared).clamp_min(new Scalar(TINY));
    Tensor around = area(found.maximum(wanted)).clamp_min(new Scalar(TINY));
    Tensor iou = shared.div(all);
    return new BoxOverlap(iou, iou.sub(around.sub(all).div(around)));
  }

  private static Tensor area(Tensor sides) {
    return width(sides).mul(height(sides));
  }

  private static Tensor width(Tensor sides) {
    return sides.select(1, 0).add(sides.select(1, 2));
  }

  private static Tensor height(Tensor sides) {
    return sides.select(1, 1).add(sides.select(1, 3));
  }
}
