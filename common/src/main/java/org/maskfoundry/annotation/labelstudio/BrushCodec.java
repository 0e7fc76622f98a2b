package org.maskfoundry.annotation.labelstudio;

import java.util.Arrays;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.shape.FrameLimit;
import org.maskfoundry.annotation.shape.StatedRuns;
import org.maskfoundry.mask.RleMask;

/**
 * Label Studio's packing of a brushed mask (the rle-pack format of @thi.ng): a header with the
 * number of words, their size and the sizes of four classes of lengths, then packets, each a word
 * that repeats or a row of literal words. The words are the image's row-major RGBA bytes; painted
 * is what has an alpha above 0, as in the tool itself.
 */
final class BrushCodec {

  private static final int CHANNELS = 4;
  private static final int ALPHA = 3;
  private static final int WORD_BITS = 8;
  private static final int[] CLASS_BITS = {3, 4, 8, 16};
  private static final int PAINTED = 255;

  private BrushCodec() {}

  /**
   * Unpacks a mask.
   *
   * @param packed bytes, 0 to 255 each
   * @throws MalformedAnnotationException where the bytes are no packed image of that size
   */
  static RleMask decode(int height, int width, int[] packed) throws MalformedAnnotationException {
    FrameLimit.check(height, width);
    BitInput bits = new BitInput(packed);
    long words = bits.read(32);
    if (words != (long) CHANNELS * height * width) {
      throw new MalformedAnnotationException(
          AnnotationProblem.RUN_SUM,
          "key rle holds %d words, an RGBA image of %d x %d has %d; export it again"
              .formatted(words, width, height, (long) CHANNELS * height * width));
    }
    int wordBits = (int) bits.read(5) + 1;
    int[] classBits = new int[CLASS_BITS.length];
    for (int i = 0; i < classBits.length; i++) {
      classBits[i] = (int) bits.read(4) + 1;
    }
    PixelRuns runs = new PixelRuns();
    for (long word = 0; word < words; ) {
      boolean repeats = bits.read(1) == 1;
      long length = bits.read(classBits[(int) bits.read(2)]) + 1;
      if (length > words - word) {
        throw new MalformedAnnotationException(
            AnnotationProblem.RUN_SUM,
            "key rle runs over its end: word %d of %d begins a run of %d; export it again"
                .formatted(word, words, length));
      }
      if (repeats) {
        runs.add((word + length) / CHANNELS - word / CHANNELS, bits.read(wordBits) > 0);
        word += length;
      } else {
        for (long end = word + length; word < end; word++) {
          long value = bits.read(wordBits);
          if (word % CHANNELS == ALPHA) {
            runs.add(1, value > 0);
          }
        }
      }
    }
    return StatedRuns.rowMajorMask(height, width, runs.toArray());
  }

  /** Packs a mask; painted pixels are white and opaque, all others transparent. */
  static byte[] encode(RleMask mask) {
    BitOutput bits = new BitOutput();
    bits.write((long) CHANNELS * mask.height() * mask.width(), 32);
    bits.write(WORD_BITS - 1, 5);
    for (int classBits : CLASS_BITS) {
      bits.write(classBits - 1, 4);
    }
    byte[] bitmap = mask.toBitmap();
    for (int start = 0; start < bitmap.length; ) {
      int end = start + 1;
      while (end < bitmap.length && bitmap[end] == bitmap[start]) {
        end++;
      }
      writeRepeats(bits, (long) CHANNELS * (end - start), bitmap[start] == 0 ? 0 : PAINTED);
      start = end;
    }
    return bits.toByteArray();
  }

  private static void writeRepeats(BitOutput bits, long length, int word) {
    long left = length;
    while (left > 0) {
      int kind = 0;
      while (kind < CLASS_BITS.length - 1 && left > 1L << CLASS_BITS[kind]) {
        kind++;
      }
      long now = Math.min(left, 1L << CLASS_BITS[kind]);
      bits.write(1, 1);
      bits.write(kind, 2);
      bits.write(now - 1, CLASS_BITS[kind]);
      bits.write(word, WORD_BITS);
      left -= now;
    }
  }

  /** Runs of pixels, unpainted first. */
  private static final class PixelRuns {

    private int[] runs = new int[64];
    private int last;

    void add(long pixels, boolean painted) {
      if (pixels > 0) {
        if ((last % 2 == 1) != painted) {
          last++;
          if (last == runs.length) {
            runs = Arrays.copyOf(runs, 2 * runs.length);
          }
        }
        runs[last] += (int) pixels;
      }
    }

    int[] toArray() {
      return Arrays.copyOf(runs, last + 1);
    }
  }
}
