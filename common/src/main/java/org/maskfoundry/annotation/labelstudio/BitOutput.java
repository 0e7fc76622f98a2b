package org.maskfoundry.annotation.labelstudio;

import java.io.ByteArrayOutputStream;

/** Writes bits to bytes, the most significant first; the last byte is filled with zeros. */
final class BitOutput {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int current;
  private int used;

  /** Appends the lowest bits of a number. */
  void write(long value, int count) {
    for (int bit = count - 1; bit >= 0; bit--) {
      current = current << 1 | (int) (value >> bit & 1);
      used++;
      if (used == 8) {
        bytes.write(current);
        current = 0;
        used = 0;
      }
    }
  }

  byte[] toByteArray() {
    if (used > 0) {
      bytes.write(current << (8 - used));
      current = 0;
      used = 0;
    }
    return bytes.toByteArray();
  }
}
