package org.maskfoundry.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Whether a file reaches the end of its image. Decoders fill what is missing with grey and say
 * nothing, so this looks at the structure of the file: JPEG's end marker after the last scan (ITU
 * T.81, annex B), PNG's {@code IEND} chunk, the lengths that WebP and BMP state.
 */
final class ImageEnd {

  private static final int PNG_SIGNATURE_LENGTH = 8;
  private static final int PNG_CHUNK_OVERHEAD = 12;

  private ImageEnd() {}

  static boolean isReached(byte[] bytes, ImageFormat format) {
    return switch (format) {
      case JPEG -> jpegEnds(bytes);
      case PNG -> pngEnds(bytes);
      case WEBP -> statedLength(bytes, 4) + 8 <= bytes.length;
      case BMP -> bytes.length >= 6 && statedLength(bytes, 2) <= bytes.length;
      // The decoder fails by itself where a strip or tile of a TIFF lies beyond the end.
      case TIFF -> true;
    };
  }

  private static long statedLength(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset) & 0xffffffffL;
  }

  private static boolean jpegEnds(byte[] bytes) {
    int position = 2;
    while (position + 1 < bytes.length) {
      int marker = bytes[position + 1] & 0xff;
      if ((bytes[position] & 0xff) != 0xff || marker == 0x00 || marker == 0xff) {
        position++;
      } else if (marker == 0xd9) {
        return true;
      } else if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
        position += 2;
      } else if (position + 3 < bytes.length) {
        position += 2 + (((bytes[position + 2] & 0xff) << 8) | (bytes[position + 3] & 0xff));
      } else {
        return false;
      }
    }
    return false;
  }

  private static boolean pngEnds(byte[] bytes) {
    ByteBuffer chunks = ByteBuffer.wrap(bytes);
    long position = PNG_SIGNATURE_LENGTH;
    while (position + PNG_CHUNK_OVERHEAD <= bytes.length) {
      long length = chunks.getInt((int) position) & 0xffffffffL;
      int type = chunks.getInt((int) position + 4);
      position += PNG_CHUNK_OVERHEAD + length;
      if (type == 0x49454e44) {
        return position <= bytes.length;
      }
    }
    return false;
  }
}
