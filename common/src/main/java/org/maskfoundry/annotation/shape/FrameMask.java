package org.maskfoundry.annotation.shape;

import java.util.EnumSet;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.mask.RleMask;

/**
 * A mask of a whole image, which has to be as large as the image.
 *
 * @param height rows of the mask
 * @param width columns of the mask
 * @param counts its COCO string
 */
public record FrameMask(int height, int width, String counts) implements Shape {

  /** A mask as a shape. */
  public static FrameMask of(RleMask mask) {
    return new FrameMask(mask.height(), mask.width(), mask.toCocoString());
  }

  @Override
  public DrawnMask draw(int imageHeight, int imageWidth) throws MalformedAnnotationException {
    FrameSize.check("the mask", height, width, imageHeight, imageWidth);
    return DrawnMask.of(RleMask.ofCocoString(height, width, counts), EnumSet.noneOf(Finding.class));
  }
}
