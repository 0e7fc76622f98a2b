package org.maskfoundry.paint;

import java.util.Locale;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.RgbImage;

/** The file format of painted images. */
public enum PaintFormat {
  /** JPEG where the image's name says that it is one, otherwise PNG. */
  AUTO,
  /** Without loss: outside the masks every pixel is the image's. */
  PNG,
  /** Smaller, with loss. */
  JPEG;

  /** The format of a painted image. */
  PaintFormat forImage(String fileName) {
    if (this != AUTO) {
      return this;
    }
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg") ? JPEG : PNG;
  }

  /**
   * What a painted image is called: as the image, with an extension added where the format needs
   * another one, so that no two images of a folder become one and the image's name stays readable
   * from the picture's.
   *
   * @param fileName the image's path relative to its source
   */
  public String fileName(String fileName) {
    PaintFormat format = forImage(fileName);
    String name = fileName.toLowerCase(Locale.ROOT);
    boolean fits =
        format == PNG ? name.endsWith(".png") : name.endsWith(".jpg") || name.endsWith(".jpeg");
    return fits ? fileName : fileName + (format == PNG ? ".png" : ".jpg");
  }

  /**
   * The file of a painted image.
   *
   * @param fileName the image's path relative to its source
   * @param quality of JPEG, 1 to 100
   */
  public byte[] encode(RgbImage painted, String fileName, int quality) {
    return forImage(fileName) == PNG
        ? ImageWriter.png(painted)
        : ImageWriter.jpeg(painted, quality);
  }
}
