package org.maskfoundry.image;

import java.util.Locale;

/**
 * Reads JPEG, PNG, WebP, BMP and TIFF files as RGB, the format told by the content. Grey and
 * palette become RGB, transparency is dropped (not blended), CMYK is converted without a colour
 * profile, 16-bit values keep their high byte; of several pictures in a file the first is read.
 * Safe for use by several threads.
 */
public final class ImageDecoder {

  private final ImageSettings settings;

  /** A decoder with these limits. */
  public ImageDecoder(ImageSettings settings) {
    this.settings = settings;
  }

  /**
   * The picture of a file.
   *
   * @param bytes the whole file
   * @param name the file's name, for messages
   * @throws ImageException with the reason, where there is no picture to be had
   */
  public RgbImage decode(byte[] bytes, String name) throws ImageException {
    ImageFormat format = format(bytes, name);
    checkEnd(bytes, format, name);
    checkSize(bytes, format, name);
    boolean asStored = settings.exifOrientation() == ExifOrientation.IGNORE;
    RgbImage image =
        OpenCv.decode(
            asStored && format == ImageFormat.TIFF ? TiffOrientation.upright(bytes) : bytes,
            settings.exifOrientation());
    if (image == null) {
      throw new ImageException(
          ImageProblem.CORRUPT,
          "%s: the %s cannot be decoded; open it in an image viewer and save it anew"
              .formatted(name, format));
    }
    return image;
  }

  /**
   * The size of the picture that {@link #decode} would give, from the file's header; no pixel is
   * decoded.
   *
   * @param bytes the whole file
   * @param name the file's name, for messages
   * @throws ImageException with the reason, where the file is none, ends early or is too large
   */
  public ImageSize size(byte[] bytes, String name) throws ImageException {
    ImageFormat format = format(bytes, name);
    checkEnd(bytes, format, name);
    checkSize(bytes, format, name);
    ImageSize size = ImageSize.of(bytes, format).orElseThrow();
    return settings.exifOrientation() == ExifOrientation.APPLY && ImageSize.isTurned(bytes)
        ? size.transposed()
        : size;
  }

  private static void checkEnd(byte[] bytes, ImageFormat format, String name)
      throws ImageException {
    if (!ImageEnd.isReached(bytes, format)) {
      throw new ImageException(
          ImageProblem.TRUNCATED,
          "%s: the %s ends before its last pixel (%d bytes); copy or download it again"
              .formatted(name, format, bytes.length));
    }
  }

  private static ImageFormat format(byte[] bytes, String name) throws ImageException {
    if (bytes.length == 0) {
      throw new ImageException(
          ImageProblem.EMPTY_FILE, name + ": the file is empty; copy or download it again");
    }
    var format = ImageFormat.of(bytes);
    if (format.isPresent()) {
      return format.get();
    }
    var unsupported = ImageFormat.unsupported(bytes);
    if (unsupported.isPresent()) {
      throw new ImageException(
          ImageProblem.UNSUPPORTED_FORMAT,
          "%s: found %s, expected JPEG, PNG, WebP, BMP or TIFF; convert it"
              .formatted(name, unsupported.get()));
    }
    throw new ImageException(
        ImageProblem.NOT_AN_IMAGE,
        "%s: its first bytes are of no image format, whatever its name says; expected JPEG, PNG, WebP, BMP or TIFF"
            .formatted(name));
  }

  private void checkSize(byte[] bytes, ImageFormat format, String name) throws ImageException {
    ImageSize size =
        ImageSize.of(bytes, format)
            .filter(stated -> stated.width() > 0 && stated.height() > 0)
            .orElseThrow(
                () ->
                    new ImageException(
                        ImageProblem.CORRUPT,
                        "%s: the %s states no size; open it in an image viewer and save it anew"
                            .formatted(name, format)));
    if (size.megapixels() > settings.maxImageMegapixels()) {
      throw new ImageException(
          ImageProblem.TOO_MANY_PIXELS,
          String.format(
              Locale.ROOT,
              "%s: states %d x %d pixels (%.1f million), allowed are %s million; raise max_image_megapixels or make it smaller",
              name,
              size.width(),
              size.height(),
              size.megapixels(),
              settings.maxImageMegapixels()));
    }
  }
}
