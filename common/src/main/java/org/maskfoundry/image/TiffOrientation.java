package org.maskfoundry.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The orientation in the first directory of a TIFF (tag 274 of TIFF 6.0, section 8). The codec
 * turns a TIFF whatever it is told, so the tag goes where no turning is wanted.
 */
final class TiffOrientation {

  private static final int TAG = 274;
  private static final short UPRIGHT = 1;
  private static final int BIG_TIFF = 43;

  private TiffOrientation() {}

  /** The file as if it were upright: itself where it is, or states no orientation. */
  static byte[] upright(byte[] file) {
    ByteBuffer bytes =
        ByteBuffer.wrap(file)
            .order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    try {
      boolean big = bytes.getShort(2) == BIG_TIFF;
      long directory = big ? bytes.getLong(8) : bytes.getInt(4) & 0xFFFFFFFFL;
      int start = Math.toIntExact(directory);
      long entries = big ? bytes.getLong(start) : bytes.getShort(start) & 0xFFFF;
      int first = start + (big ? 8 : 2);
      int length = big ? 20 : 12;
      for (int i = 0; i < entries; i++) {
        int entry = Math.addExact(first, Math.multiplyExact(i, length));
        if ((bytes.getShort(entry) & 0xFFFF) == TAG) {
          int value = entry + length - (big ? 8 : 4);
          return bytes.getShort(value) == UPRIGHT
              ? file
              : markedUpright(file, bytes.order(), value);
        }
      }
    } catch (IndexOutOfBoundsException | ArithmeticException brokenDirectory) {
      // The codec says what is wrong with it.
    }
    return file;
  }

  private static byte[] markedUpright(byte[] file, ByteOrder order, int place) {
    byte[] copy = file.clone();
    ByteBuffer.wrap(copy).order(order).putShort(place, UPRIGHT);
    return copy;
  }
}
