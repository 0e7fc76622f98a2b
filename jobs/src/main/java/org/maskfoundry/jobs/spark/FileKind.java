package org.maskfoundry.jobs.spark;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a file of a source is taken for, told by the extension of its name. */
enum FileKind {
  /** An image; those of formats that are not read become rows that say so. */
  IMAGE,
  /** A tar with images, as WebDataset and SA-1B have them. */
  TAR,
  /** Parquet with a column of image bytes. */
  PARQUET,
  /** Anything else. */
  OTHER;

  private static final Set<String> IMAGE_EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "dib", "tif", "tiff", "gif", "heic",
          "heif", "avif", "jp2", "jxl");

  static FileKind of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return switch (extension) {
      case "tar" -> TAR;
      case "parquet" -> PARQUET;
      default -> IMAGE_EXTENSIONS.contains(extension) ? IMAGE : OTHER;
    };
  }

  /** The extensions of images, for messages. */
  static String imageExtensions() {
    return String.join(", ", new TreeSet<>(IMAGE_EXTENSIONS));
  }
}
