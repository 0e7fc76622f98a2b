package org.maskfoundry.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Names close to what was written. */
public final class Suggestion {

  private static final double LARGEST_SHARE_WRONG = 0.34;

  private Suggestion() {}

  /**
   * {@code did you mean NAME?} for the name closest to what was written: by its letters and digits
   * alone, and then by the number of single-character edits, of which a third of the name may be
   * needed. Empty where no name is that close.
   */
  public static Optional<String> of(String written, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(written, name) <= LARGEST_SHARE_WRONG * name.length())
        .min(Comparator.comparingInt(name -> distance(written, name)))
        .map(name -> "did you mean " + name + "?");
  }

  private static int distance(String written, String name) {
    return editDistance(lettersAndDigits(written), lettersAndDigits(name));
  }

  private static String lettersAndDigits(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** Insertions, deletions and replacements that turn one text into the other (Levenshtein). */
  private static int editDistance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
