package org.maskfoundry.annotation.png;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG (W3C PNG, section 5): each states a checksum, which the JDK's reader does not
 * look at, so that a flipped bit would change labels without a word.
 */
final class PngChunks {

  private static final int SIGNATURE_BYTES = 8;
  private static final int LENGTH_BYTES = 4;
  private static final int TYPE_BYTES = 4;
  private static final int CHECKSUM_BYTES = 4;
  private static final int END = 0x49454e44;

  private PngChunks() {}

  /**
   * Compares every chunk with its checksum.
   *
   * @throws IOException where one differs, or the file ends before its last chunk
   */
  static void check(byte[] png) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int position = SIGNATURE_BYTES;
    int type = 0;
    while (type != END) {
      if (position > png.length - LENGTH_BYTES - TYPE_BYTES - CHECKSUM_BYTES) {
        throw new IOException("it ends early, after %d bytes".formatted(png.length));
      }
      long length = Integer.toUnsignedLong(bytes.getInt(position));
      long end = position + (long) LENGTH_BYTES + TYPE_BYTES + length;
      if (end > png.length - CHECKSUM_BYTES) {
        throw new IOException("it ends early, after %d bytes".formatted(png.length));
      }
      type = bytes.getInt(position + LENGTH_BYTES);
      CRC32 checksum = new CRC32();
      checksum.update(png, position + LENGTH_BYTES, (int) length + TYPE_BYTES);
      if ((int) checksum.getValue() != bytes.getInt((int) end)) {
        throw new IOException(
            "it is damaged: the checksum of the chunk at byte %d does not fit".formatted(position));
      }
      position = (int) end + CHECKSUM_BYTES;
    }
  }
}
