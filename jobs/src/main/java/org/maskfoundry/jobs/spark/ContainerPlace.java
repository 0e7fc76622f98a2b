package org.maskfoundry.jobs.spark;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an image lies in the file that holds it, written as the fragment of the file's URI. */
sealed interface ContainerPlace {

  /**
   * Bytes of a tar: {@code #offset=1536&length=48211}.
   *
   * @param offset first byte
   * @param length bytes
   */
  record Bytes(long offset, long length) implements ContainerPlace {

    private static final Pattern FRAGMENT =
        Pattern.compile("offset=(\\d{1,18})&length=(\\d{1,18})");

    @Override
    public String fragment() {
      return "offset=" + offset + "&length=" + length;
    }
  }

  /**
   * A row of a Parquet file: {@code #row=12}.
   *
   * @param number the row, from 0
   */
  record ParquetRow(long number) implements ContainerPlace {

    private static final Pattern FRAGMENT = Pattern.compile("row=(\\d{1,18})");

    @Override
    public String fragment() {
      return "row=" + number;
    }
  }

  /** The place as text. */
  String fragment();

  /** Reads what {@link #fragment} writes; empty where the text is no place. */
  static Optional<ContainerPlace> parse(String fragment) {
    Matcher bytes = Bytes.FRAGMENT.matcher(fragment);
    if (bytes.matches()) {
      return Optional.of(new Bytes(Long.parseLong(bytes.group(1)), Long.parseLong(bytes.group(2))));
    }
    Matcher row = ParquetRow.FRAGMENT.matcher(fragment);
    return row.matches()
        ? Optional.of(new ParquetRow(Long.parseLong(row.group(1))))
        : Optional.empty();
  }
}
