package org.maskfoundry.segment;

import org.maskfoundry.mask.MaskBox;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.prompt.CropBox;

/**
 * A mask before selection.
 *
 * @param mask pixels in the frame of the crop
 * @param box box in the frame of the image; of an empty mask a point at the crop's corner
 * @param predictedIou the model's own estimate
 * @param stabilityScore IoU of the mask cut above and below the threshold
 * @param crop where it was found
 * @param x column of its point in the image
 * @param y row of its point in the image
 */
record Candidate(
    RleMask mask,
    MaskBox box,
    float predictedIou,
    double stabilityScore,
    CropBox crop,
    double x,
    double y) {

  /** A candidate found in a crop by a point in that crop's frame. */
  static Candidate inCrop(
      RleMask mask, float predictedIou, double stabilityScore, CropBox crop, double x, double y) {
    MaskBox box = mask.isEmpty() ? new MaskBox(0, 0, 0, 0) : mask.box();
    return new Candidate(
        mask,
        box.translated(crop.left(), crop.top()),
        predictedIou,
        stabilityScore,
        crop,
        x + crop.left(),
        y + crop.top());
  }

  /**
   * Whether the box comes within 20 pixels of a border of the crop that is not within 20 pixels of
   * the same border of the image.
   */
  boolean endsAtCropEdge(int imageWidth, int imageHeight) {
    int right = crop.left() + crop.width();
    int bottom = crop.top() + crop.height();
    return cut(box.left(), crop.left(), 0)
        || cut(box.top(), crop.top(), 0)
        || cut(box.right(), right, imageWidth)
        || cut(box.bottom(), bottom, imageHeight);
  }

  private static boolean cut(int side, int cropBorder, int imageBorder) {
    return Math.abs(side - cropBorder) <= EDGE_TOLERANCE
        && Math.abs(side - imageBorder) > EDGE_TOLERANCE;
  }

  private static final int EDGE_TOLERANCE = 20;
}
