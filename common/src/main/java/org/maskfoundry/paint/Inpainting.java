package org.maskfoundry.paint;

import java.util.List;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;
import org.maskfoundry.image.NativeRaster;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;

/** Fills masks from their surroundings. */
final class Inpainting {

  /** Pixels around a point that its filling looks at. */
  private static final double RADIUS = 3;

  private Inpainting() {}

  static RgbImage telea(RgbImage image, List<RleMask> masks) {
    return fill(image, masks, opencv_photo.INPAINT_TELEA);
  }

  static RgbImage navierStokes(RgbImage image, List<RleMask> masks) {
    return fill(image, masks, opencv_photo.INPAINT_NS);
  }

  private static RgbImage fill(RgbImage image, List<RleMask> masks, int method) {
    RleMask union = RleMask.empty(image.height(), image.width());
    for (RleMask mask : masks) {
      union = union.union(mask);
    }
    try (NativeRaster raster = NativeRaster.of(image);
        NativeRaster hole = NativeRaster.ofBytes(image.height(), image.width(), union.toBitmap());
        Mat filled = new Mat()) {
      opencv_photo.inpaint(raster.mat(), hole.mat(), filled, RADIUS, method);
      return NativeRaster.image(filled);
    }
  }
}
