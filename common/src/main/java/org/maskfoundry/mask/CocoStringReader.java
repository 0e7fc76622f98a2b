package org.maskfoundry.mask;

import static org.maskfoundry.mask.CocoString.FIRST;
import static org.maskfoundry.mask.CocoString.GROUP;
import static org.maskfoundry.mask.CocoString.GROUP_BITS;
import static org.maskfoundry.mask.CocoString.LAST;
import static org.maskfoundry.mask.CocoString.MAX_GROUPS;
import static org.maskfoundry.mask.CocoString.MORE;

import java.util.Arrays;

/** The runs of one of COCO's compressed strings, and what is seen of them on the way. */
final class CocoStringReader {

  // For each character of ASCII the number it is by itself. Those that are none stand for one so
  // low that no base lifts it above zero: one comparison finds them, and runs that are no runs.
  private static final int[] NUMBERS = new int[128];

  static {
    Arrays.fill(NUMBERS, Integer.MIN_VALUE);
    for (int group = 0; group <= GROUP; group++) {
      NUMBERS[FIRST + group] = (int) signed(group, GROUP_BITS);
    }
  }

  // An array of the loops' own: asking the string for each character costs as much again.
  private final char[] characters;
  private final int[] runs;
  private int next;
  private int count;
  private long pixels;
  private boolean canonical;

  CocoStringReader(String string) {
    characters = string.toCharArray();
    runs = new int[characters.length];
    canonical = characters.length > 0;
  }

  /**
   * Reads the runs as they stand in the string, not checked against an image's size.
   *
   * @throws IllegalArgumentException where the string is not made as COCO makes it, with the place
   */
  int[] runs() {
    while (next < characters.length) {
      readNumber();
      if (count > 2) {
        readCharacters();
      }
    }
    return count == runs.length ? runs : Arrays.copyOf(runs, count);
  }

  /**
   * Reads the mask of the runs.
   *
   * @throws IllegalArgumentException where the string is not made as COCO makes it, with the place,
   *     or its runs do not fill the image
   */
  RleMask mask(int height, int width) {
    int[] read = runs();
    return canonical && pixels == RunValidation.pixels(height, width)
        ? RleMask.ofCanonicalRuns(height, width, read)
        : RunValidation.mask(height, width, read);
  }

  /**
   * Reads on for as long as each character is a number and each run has pixels. Nearly all are so:
   * this loop is what a mask costs, and has nothing in it for the others.
   */
  private void readCharacters() {
    int beforeLast = runs[count - 2];
    int last = runs[count - 1];
    // Both bounds, though the runs are never ahead: neither is then checked in the loop.
    int most = Math.min(characters.length - next, runs.length - count);
    long sum = 0;
    int read = 0;
    for (; read < most; read++) {
      char character = characters[next + read];
      if (character >= NUMBERS.length) {
        break;
      }
      int run = beforeLast + NUMBERS[character];
      if (run <= 0) {
        break;
      }
      runs[count + read] = run;
      sum += run;
      beforeLast = last;
      last = run;
    }
    next += read;
    count += read;
    pixels += sum;
  }

  /** Reads one number, whatever it is. */
  private void readNumber() {
    int begin = next;
    long groups = 0;
    int bits = 0;
    int group;
    do {
      if (next == characters.length || next - begin == MAX_GROUPS) {
        throw endless(begin);
      }
      group = characters[next] - FIRST;
      if ((group & ~(GROUP | MORE)) != 0) {
        throw strange(next);
      }
      next++;
      groups |= (long) (group & GROUP) << bits;
      bits += GROUP_BITS;
    } while ((group & MORE) != 0);
    long run = signed(groups, bits) + (count > 2 ? runs[count - 2] : 0);
    if (run < 0 || run > Integer.MAX_VALUE) {
      throw noRun(begin, run);
    }
    if (run == 0 && count > 0) {
      canonical = false;
    }
    runs[count++] = (int) run;
    pixels += run;
  }

  private IllegalArgumentException endless(int begin) {
    return new IllegalArgumentException(
        next == characters.length
            ? "COCO string: it ends after %d characters inside the number begun at character %d: it was cut off"
                .formatted(characters.length, begin)
            : "COCO string: the number at character %d has more than %d groups: no run is that long"
                .formatted(begin, MAX_GROUPS));
  }

  private IllegalArgumentException strange(int at) {
    return new IllegalArgumentException(
        "COCO string: character %d is U+%04X, expected '%c' to '%c'"
            .formatted(at, (int) characters[at], FIRST, LAST));
  }

  private IllegalArgumentException noRun(int begin, long run) {
    return new IllegalArgumentException(
        "COCO string: run %d, at character %d, is %d: a run is 0 to %d pixels"
            .formatted(count, begin, run, Integer.MAX_VALUE));
  }

  /** The highest bit is the sign. */
  private static long signed(long value, int bits) {
    return value << (Long.SIZE - bits) >> (Long.SIZE - bits);
  }
}
