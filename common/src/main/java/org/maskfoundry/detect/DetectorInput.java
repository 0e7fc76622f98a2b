package org.maskfoundry.detect;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.maskfoundry.detect.DetectorSettings.ColourOrder;
import org.maskfoundry.detect.DetectorSettings.PixelRange;
import org.maskfoundry.detect.DetectorSettings.Resizing;
import org.maskfoundry.image.NativeRaster;
import org.maskfoundry.image.RgbImage;

/**
 * An image as a detector sees it, and the way back.
 *
 * @param height rows of the input
 * @param width columns of the input
 * @param scaleX input columns per image column
 * @param scaleY input rows per image row
 * @param left the input's column of the image's first
 * @param top the input's row of the image's first
 * @param raster the input's pixels
 */
record DetectorInput(
    int height, int width, double scaleX, double scaleY, int left, int top, RgbImage raster) {

  private static final byte GREY = 114;
  private static final double[] MEANS = {0.485, 0.456, 0.406};
  private static final double[] DEVIATIONS = {0.229, 0.224, 0.225};
  private static final double WHITE = 255;

  /** Makes an image the size {@code height} x {@code width}. */
  static DetectorInput of(RgbImage image, Resizing resizing, int height, int width) {
    return switch (resizing) {
      case ORIGINAL, AUTO -> new DetectorInput(image.height(), image.width(), 1, 1, 0, 0, image);
      case SQUASH ->
          new DetectorInput(
              height,
              width,
              width / (double) image.width(),
              height / (double) image.height(),
              0,
              0,
              resized(image, height, width));
      case LETTERBOX -> letterbox(image, height, width);
    };
  }

  private static DetectorInput letterbox(RgbImage image, int height, int width) {
    double scale = Math.min(height / (double) image.height(), width / (double) image.width());
    int rows = (int) Math.max(1, Math.round(image.height() * scale));
    int columns = (int) Math.max(1, Math.round(image.width() * scale));
    int top = (int) Math.round((height - rows) / 2.0 - 0.1);
    int left = (int) Math.round((width - columns) / 2.0 - 0.1);
    byte[] pixels = new byte[3 * height * width];
    Arrays.fill(pixels, GREY);
    byte[] inner = resized(image, rows, columns).pixels();
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          inner, 3 * row * columns, pixels, 3 * ((top + row) * width + left), 3 * columns);
    }
    return new DetectorInput(
        height, width, scale, scale, left, top, new RgbImage(height, width, pixels));
  }

  private static RgbImage resized(RgbImage image, int height, int width) {
    try (NativeRaster raster = NativeRaster.of(image);
        Mat resized = new Mat();
        Size size = new Size(width, height)) {
      opencv_imgproc.resize(raster.mat(), resized, size);
      return NativeRaster.image(resized);
    }
  }

  /** The values {@code [3, height, width]}. */
  FloatBuffer values(ColourOrder order, PixelRange range) {
    FloatBuffer values = FloatBuffer.allocate(3 * height * width);
    byte[] pixels = raster.pixels();
    for (int channel = 0; channel < 3; channel++) {
      int colour = order == ColourOrder.RGB ? channel : 2 - channel;
      for (int pixel = colour; pixel < pixels.length; pixel += 3) {
        values.put((float) value(pixels[pixel] & 0xff, colour, range));
      }
    }
    return values.rewind();
  }

  private static double value(int sample, int colour, PixelRange range) {
    return switch (range) {
      case BYTE -> sample;
      case ONE, AUTO -> sample / WHITE;
      case IMAGENET -> (sample / WHITE - MEANS[colour]) / DEVIATIONS[colour];
    };
  }

  /** A box of the input in the image's pixels. */
  DetectedBox inImage(DetectedBox box) {
    return new DetectedBox(
        (box.left() - left) / scaleX,
        (box.top() - top) / scaleY,
        (box.right() - left) / scaleX,
        (box.bottom() - top) / scaleY,
        box.score());
  }
}
