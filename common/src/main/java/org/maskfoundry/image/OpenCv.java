package org.maskfoundry.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** The native codecs: the one place that knows OpenCV and frees what it allocates. */
final class OpenCv {

  static {
    // JavaCPP otherwise refuses to work once the process (model included) outgrows four times the
    // heap.
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
    Loader.load(opencv_imgcodecs.class);
    opencv_core.setNumThreads(1);
  }

  private OpenCv() {}

  /** Loads the native libraries, set up as this product uses them. */
  static void load() {
    // The static initialiser does it.
  }

  /** The first picture of a file as RGB, or null where the codec gives up. */
  static RgbImage decode(byte[] bytes, ExifOrientation orientation) {
    int flags = opencv_imgcodecs.IMREAD_COLOR_RGB;
    if (orientation == ExifOrientation.IGNORE) {
      flags |= opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    }
    try (BytePointer data = new BytePointer(bytes);
        Mat file = new Mat(1, bytes.length, opencv_core.CV_8UC1, data);
        Mat picture = opencv_imgcodecs.imdecode(file, flags)) {
      if (picture.empty() || picture.type() != opencv_core.CV_8UC3) {
        return null;
      }
      return NativeRaster.image(picture);
    }
  }

  /** The image as a file of the format that {@code extension} names. */
  static byte[] encode(RgbImage image, String extension, int... parameters) {
    byte[] reversed = image.pixels().clone();
    for (int i = 0; i < reversed.length; i += 3) {
      byte red = reversed[i];
      reversed[i] = reversed[i + 2];
      reversed[i + 2] = red;
    }
    try (BytePointer data = new BytePointer(reversed);
        Mat picture = new Mat(image.height(), image.width(), opencv_core.CV_8UC3, data);
        BytePointer file = new BytePointer();
        IntPointer settings = new IntPointer(parameters)) {
      opencv_imgcodecs.imencode(extension, picture, file, settings);
      byte[] bytes = new byte[(int) file.limit()];
      file.get(bytes);
      return bytes;
    }
  }
}
