package org.maskfoundry.image;

import org.bytedeco.opencv.global.opencv_imgcodecs;

/** Writes rasters as image files. */
public final class ImageWriter {

  private ImageWriter() {}

  /** The image as a PNG file, without loss. */
  public static byte[] png(RgbImage image) {
    return OpenCv.encode(image, ".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 3);
  }

  /**
   * The image as a JPEG file.
   *
   * @param quality 1 to 100
   */
  public static byte[] jpeg(RgbImage image, int quality) {
    return OpenCv.encode(image, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
  }
}
