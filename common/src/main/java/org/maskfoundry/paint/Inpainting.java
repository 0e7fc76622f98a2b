package org.maskfoundry.paint;

import java.util.List;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;
import org.maskfoundry.image.NativeRaster;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;

/**
 * Fills masks from their surroundings.
 *
 * @param method OpenCV's constant of it
 */
record Inpainting(int method) implements Filling {

  /** Pixels around a point that its filling looks at. */
  private static final double RADIUS = 3;

  @Override
  public RgbImage fill(RgbImage image, List<RleMask> masks, RleMask union) {
    try (NativeRaster raster = NativeRaster.of(image);
        NativeRaster hole = NativeRaster.ofBytes(image.height(), image.width(), union.toBitmap());
        Mat filled = new Mat()) {
      opencv_photo.inpaint(raster.mat(), hole.mat(), filled, RADIUS, method);
      return NativeRaster.image(filled);
    }
  }
}
