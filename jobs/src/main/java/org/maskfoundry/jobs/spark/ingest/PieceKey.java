package org.maskfoundry.jobs.spark.ingest;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a piece belongs: to an image, and in it behind the pieces of earlier files and places.
 *
 * @param image the image's relative path; what a file calls it where it is not there
 * @param file the file's place among all files, {@link #KNOWN} for rows that are there already
 * @param place the piece's place in its file
 */
record PieceKey(String image, int file, long place) implements Comparable<PieceKey>, Serializable {

  static final int KNOWN = -1;

  private static final Comparator<PieceKey> ORDER =
      Comparator.comparing(PieceKey::image)
          .thenComparingInt(PieceKey::file)
          .thenComparingLong(PieceKey::place);

  @Override
  public int compareTo(PieceKey other) {
    return ORDER.compare(this, other);
  }
}
