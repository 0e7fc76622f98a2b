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
    Tensor shared = area(found.minimum(wanted).clamp_min(new Scalar(0)));
    Tensor all = area(found).add(area(wanted)).sub(shared).clamp_min(new Scalar(TINY));
    Tensor around = area(found.maximum(wanted)).clamp_min(new Scalar(TINY));
    Tensor iou = shared.div(all);
    return new BoxOverlap(iou, iou.sub(around.sub(all).div(around)));
  }

  private static Tensor area(Tensor sides) {
    Tensor width = sides.select(1, 0).add(sides.select(1, 2));
    Tensor height = sides.select(1, 1).add(sides.select(1, 3));
    return width.mul(height);
  }
}
