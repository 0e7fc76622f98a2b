package org.maskfoundry.mask;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * COCO's compressed string of runs: from the fourth on a run is its difference to the last but one;
 * each number is written in groups of five bits, the lowest first, with a sixth bit for "more
 * follow", as the character 48 + group. The sign is bit four of the last group.
 */
final class CocoString {

  private static final char FIRST = '0';
  private static final char LAST = 'o';
  private static final int GROUP_BITS = 5;
  private static final int GROUP = 0x1f;
  private static final int MORE = 0x20;
  // Seven groups are 35 bits: the difference of two ints needs 33.
  private static final int MAX_GROUPS = 7;

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
    // An array of the loop's own: asking the string for each character costs as much again.
    char[] characters = string.toCharArray();
    int[] runs = new int[characters.length];
    int count = 0;
    int last = 0;
    int beforeLast = 0;
    for (int next = 0; next < characters.length; ) {
      int base = count > 2 ? beforeLast : 0;
      int group = characters[next] - FIRST;
      int run;
      if ((group & ~GROUP) == 0) {
        // Nearly all numbers are one group; the others go the long way.
        int difference = group << (Integer.SIZE - GROUP_BITS) >> (Integer.SIZE - GROUP_BITS);
        run = difference + base;
        if (run < 0) {
          // Less than nothing, or more than an int holds.
          checkedRun(count, next, (long) difference + base);
        }
        next++;
      } else {
        int begin = next;
        next = endOfNumber(characters, begin);
        run = checkedRun(count, begin, number(characters, begin, next) + base);
      }
      runs[count++] = run;
      beforeLast = last;
      last = run;
    }
    return count == runs.length ? runs : Arrays.copyOf(runs, count);
  }

  private static int checkedRun(int count, int begin, long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "COCO string: run %d, at character %d, is %d: a run is 0 to %d pixels"
              .formatted(count, begin, value, Integer.MAX_VALUE));
    }
    return (int) value;
  }

  /** Where the number's groups end, once they are seen to be sound. */
  private static int endOfNumber(char[] characters, int begin) {
    for (int at = begin; at < characters.length && at - begin < MAX_GROUPS; at++) {
      char character = characters[at];
      if (character < FIRST || character > LAST) {
        throw new IllegalArgumentException(
            "COCO string: character %d is U+%04X, expected '%c' to '%c'"
                .formatted(at, (int) character, FIRST, LAST));
      }
      if (((character - FIRST) & MORE) == 0) {
        return at + 1;
      }
    }
    throw new IllegalArgumentException(
        characters.length - begin <= MAX_GROUPS
            ? "COCO string: it ends after %d characters inside the number begun at character %d: it was cut off"
                .formatted(characters.length, begin)
            : "COCO string: the number at character %d has more than %d groups: no run is that long"
                .formatted(begin, MAX_GROUPS));
  }

  private static long number(char[] characters, int begin, int end) {
    long value = 0;
    int bits = 0;
    for (int at = begin; at < end; at++) {
      value |= (long) ((characters[at] - FIRST) & GROUP) << bits;
      bits += GROUP_BITS;
    }
    // The highest bit that was read is the sign.
    return value << (Long.SIZE - bits) >> (Long.SIZE - bits);
  }
}
