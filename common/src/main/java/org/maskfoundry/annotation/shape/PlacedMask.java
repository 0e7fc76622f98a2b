package org.maskfoundry.annotation.shape;

import java.util.Set;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.mask.RleMask;

/**
 * A mask of a part of an image; what sticks out of the image is cut off.
 *
 * @param left the image's column of the mask's first column
 * @param top the image's row of the mask's first row
 * @param height rows of the mask
 * @param width columns of the mask
 * @param counts its COCO string
 */
public record PlacedMask(int left, int top, int height, int width, String counts) implements Shape {

  /** A mask at a place. */
  public static PlacedMask of(int left, int top, RleMask mask) {
    return new PlacedMask(left, top, mask.height(), mask.width(), mask.toCocoString());
  }

  @Override
  public DrawnMask draw(int imageHeight, int imageWidth) throws MalformedAnnotationException {
    RleMask mask = RleMask.ofCocoString(height, width, counts);
    double right = (double) left + width;
    double bottom = (double) top + height;
    Set<Finding> findings = new Extent(left, top, right, bottom).findings(imageHeight, imageWidth);
    int firstColumn = Math.max(0, -left);
    int firstRow = Math.max(0, -top);
    int columns = (int) Math.min(width, (double) imageWidth - left) - firstColumn;
    int rows = (int) Math.min(height, (double) imageHeight - top) - firstRow;
    if (columns <= 0 || rows <= 0) {
      return DrawnMask.of(RleMask.empty(imageHeight, imageWidth), findings);
    }
    RleMask visible =
        mask.crop(firstColumn, firstRow, columns, rows)
            .paste(imageHeight, imageWidth, left + firstColumn, top + firstRow);
    return DrawnMask.of(visible, findings);
  }
}
