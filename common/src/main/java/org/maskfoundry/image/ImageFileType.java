package org.maskfoundry.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The extensions of image files. */
public final class ImageFileType {

  private ImageFileType() {}

  /**
   * The extension, without its dot, for a copy of an image: that of its name where it fits the
   * content, else the usual one of the content's format. The content of a format that is not read
   * has the extension of its name, or none.
   */
  public static Optional<String> extension(byte[] content, String name) {
    int dot = name.lastIndexOf('.');
    Optional<String> named =
        dot < Math.max(0, name.lastIndexOf('/'))
            ? Optional.empty()
            : Optional.of(name.substring(dot + 1));
    Optional<ImageFormat> format = ImageFormat.of(content);
    if (format.isEmpty()) {
      return named;
    }
    List<String> fitting = extensions(format.get());
    return named
        .filter(extension -> fitting.contains(extension.toLowerCase(Locale.ROOT)))
        .or(() -> Optional.of(fitting.get(0)));
  }

  private static List<String> extensions(ImageFormat format) {
    return switch (format) {
      case JPEG -> List.of("jpg", "jpeg", "jpe", "jfif");
      case PNG -> List.of("png");
      case WEBP -> List.of("webp");
      case BMP -> List.of("bmp", "dib");
      case TIFF -> List.of("tif", "tiff");
    };
  }
}
