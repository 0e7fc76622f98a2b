package org.maskfoundry.mask;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * COCO's compressed string of runs: from the fourth on a run is its difference to the last but one;
 * each number is written in groups of five bits, the lowest first, with a sixth bit for "more
 * follow", as the character 48 + group. The sign is bit four of the last group.
 */
final class CocoString {

  static final char FIRST = '0';
  static final char LAST = 'o';
  static final int GROUP_BITS = 5;
  static final int GROUP = 0x1f;
  static final int MORE = 0x20;
  // Seven groups are 35 bits: the difference of two ints needs 33.
  static final int MAX_GROUPS = 7;

  private CocoString() {}

  static String encode(int[] runs) {
    byte[] string = new byte[2 * runs.length + MAX_GROUPS];
    int length = 0;
    for (int i = 0; i < runs.length; i++) {
      if (string.length - length < MAX_GROUPS) {
        string = Arrays.copyOf(string, length + (length >> 1) + 2 * MAX_GROUPS);
      }
      int value = i > 2 ? runs[i] - runs[i - 2] : runs[i];
      // What is left is one group where bit four and all above are the sign.
      for (; value >> (GROUP_BITS - 1) != value >> (Integer.SIZE - 1); value >>= GROUP_BITS) {
        string[length++] = (byte) (FIRST + ((value & GROUP) | MORE));
      }
      string[length++] = (byte) (FIRST + (value & GROUP));
    }
    return new String(string, 0, length, ISO_8859_1);
  }

  /**
   * The runs of a string, not yet checked against an image's size.
   *
   * @throws IllegalArgumentException where the string is not made as COCO makes it, with the place
   */
  static int[] decode(String string) {
    return new CocoStringReader(string).runs();
  }

  /**
   * The mask of a string.
   *
   * @throws IllegalArgumentException where the string is not made as COCO makes it, or its runs do
   *     not fill the image
   */
  static RleMask mask(int height, int width, String string) {
    return new CocoStringReader(string).mask(height, width);
  }
}
