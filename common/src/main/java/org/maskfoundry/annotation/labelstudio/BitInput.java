package org.maskfoundry.annotation.labelstudio;

import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;

/** Reads bits from bytes, the most significant first. */
final class BitInput {

  private final int[] bytes;
  private long position;

  BitInput(int[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The next bits as a number, 32 at most.
   *
   * @throws MalformedAnnotationException where the bytes end before
   */
  long read(int count) throws MalformedAnnotationException {
    if (position + count > 8L * bytes.length) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "key rle ends early, after %d bytes; export it again".formatted(bytes.length));
    }
    long value = 0;
    for (int left = count; left > 0; ) {
      int offset = (int) (position % 8);
      int taken = Math.min(left, 8 - offset);
      int bits = (bytes[(int) (position / 8)] & 0xff) >> (8 - offset - taken) & ((1 << taken) - 1);
      value = value << taken | bits;
      position += taken;
      left -= taken;
    }
    return value;
  }
}
