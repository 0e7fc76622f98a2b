package org.maskfoundry.report;

import java.util.Base64;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.PillowBilinear;
import org.maskfoundry.image.RgbImage;

/** An image small enough for a page. */
final class Preview {

  private static final int LONGEST_SIDE = 1024;
  private static final int QUALITY = 85;

  private Preview() {}

  /** The image as a {@code data:} URI, shrunk where a side is longer than 1024 pixels. */
  static String dataUri(RgbImage image) {
    byte[] jpeg = ImageWriter.jpeg(shrunk(image), QUALITY);
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
  }

  private static RgbImage shrunk(RgbImage image) {
    double scale = LONGEST_SIDE / (double) Math.max(image.height(), image.width());
    return scale >= 1
        ? image
        : PillowBilinear.resize(image, scaled(image.height(), scale), scaled(image.width(), scale));
  }

  private static int scaled(int side, double scale) {
    return (int) Math.max(1, Math.round(side * scale));
  }
}
