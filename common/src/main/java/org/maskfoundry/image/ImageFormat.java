package org.maskfoundry.image;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The formats that are read, told by their first bytes and never by a file's name. */
enum ImageFormat {
  JPEG,
  PNG,
  WEBP,
  BMP,
  TIFF;

  static Optional<ImageFormat> of(byte[] bytes) {
    if (startsWith(bytes, 0, 0xff, 0xd8, 0xff)) {
      return Optional.of(JPEG);
    }
    if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
      return Optional.of(PNG);
    }
    if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
      return Optional.of(WEBP);
    }
    if (startsWith(bytes, 0, 'B', 'M')) {
      return Optional.of(BMP);
    }
    if (startsWith(bytes, 0, 'I', 'I', '*', 0) || startsWith(bytes, 0, 'M', 'M', 0, '*')) {
      return Optional.of(TIFF);
    }
    return Optional.empty();
  }

  /** A format that is known but not read, for a better message. */
  static Optional<String> unsupported(byte[] bytes) {
    if (startsWith(bytes, 0, 'G', 'I', 'F', '8')) {
      return Optional.of("GIF");
    }
    if (startsWith(bytes, 4, 'f', 't', 'y', 'p')) {
      int end = Math.min(bytes.length, 12);
      return Optional.of("ISO media (" + text(bytes, 8, end) + ")");
    }
    if (startsWith(bytes, 0, '%', 'P', 'D', 'F')) {
      return Optional.of("PDF");
    }
    if (startsWith(bytes, 0, '8', 'B', 'P', 'S')) {
      return Optional.of("Photoshop");
    }
    return Optional.empty();
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.US_ASCII).strip();
  }

  private static boolean startsWith(byte[] bytes, int offset, int... expected) {
    if (bytes.length < offset + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[offset + i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
