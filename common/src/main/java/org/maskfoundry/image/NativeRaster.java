package org.maskfoundry.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pixels in native memory, for OpenCV; freed when closed. */
public final class NativeRaster implements AutoCloseable {

  private final BytePointer data;
  private final Mat mat;

  private NativeRaster(int height, int width, int type, byte[] pixels) {
    OpenCv.load();
    this.data = new BytePointer(pixels);
    this.mat = new Mat(height, width, type, data);
  }

  /** A copy of an image, {@code [height, width, 3]} in RGB order. */
  public static NativeRaster of(RgbImage image) {
    return new NativeRaster(image.height(), image.width(), opencv_core.CV_8UC3, image.pixels());
  }

  /** A copy of row-major bytes, {@code [height, width]}. */
  public static NativeRaster ofBytes(int height, int width, byte[] rowMajor) {
    return new NativeRaster(height, width, opencv_core.CV_8UC1, rowMajor);
  }

  /** What OpenCV works on, valid until this is closed. */
  public Mat mat() {
    return mat;
  }

  /** The image in a matrix of 8-bit RGB. */
  public static RgbImage image(Mat matrix) {
    byte[] pixels = new byte[3 * matrix.rows() * matrix.cols()];
    matrix.data().get(pixels);
    return new RgbImage(matrix.rows(), matrix.cols(), pixels);
  }

  @Override
  public void close() {
    mat.close();
    data.close();
  }
}
