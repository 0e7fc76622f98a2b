package org.maskfoundry.segment;

import java.util.List;
import org.maskfoundry.mask.RleMask;

/**
 * A mask the generator found, in the frame of the image.
 *
 * @param mask the pixels; area and box are computed from it
 * @param predictedIou the model's own estimate
 * @param stabilityScore IoU of the mask cut above and below the threshold
 * @param cropBox {@code [x, y, width, height]} of the crop it was found in
 * @param pointCoords {@code [x, y]} of the point it answers
 */
public record GeneratedMask(
    RleMask mask,
    double predictedIou,
    double stabilityScore,
    List<Integer> cropBox,
    List<Double> pointCoords) {

  /** Copies the lists. */
  public GeneratedMask {
    cropBox = List.copyOf(cropBox);
    pointCoords = List.copyOf(pointCoords);
  }

  /** The same finding with other pixels. */
  GeneratedMask withMask(RleMask mended) {
    return new GeneratedMask(mended, predictedIou, stabilityScore, cropBox, pointCoords);
  }
}
