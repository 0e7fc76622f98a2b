package org.maskfoundry.paint;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.maskfoundry.image.NativeRaster;
import org.maskfoundry.image.RgbImage;

/** Blurs images until shapes of objects are gone. */
final class Blurring {

  /** The standard deviation as a share of the image's short side. */
  private static final double DEVIATION = 0.03;

  private static final double SMALLEST_DEVIATION = 2;

  private Blurring() {}

  /** The whole image under a Gaussian whose size follows the image's. */
  static RgbImage blur(RgbImage image) {
    double deviation =
        Math.max(SMALLEST_DEVIATION, DEVIATION * Math.min(image.height(), image.width()));
    try (NativeRaster raster = NativeRaster.of(image);
        Mat blurred = new Mat();
        Size sizeFromDeviation = new Size(0, 0)) {
      opencv_imgproc.GaussianBlur(raster.mat(), blurred, sizeFromDeviation, deviation);
      return NativeRaster.image(blurred);
    }
  }
}
