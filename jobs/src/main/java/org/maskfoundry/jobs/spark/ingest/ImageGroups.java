package org.maskfoundry.jobs.spark.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import scala.Tuple2;

/** Sorted pieces as lists, one for each image. */
final class ImageGroups implements Iterator<List<ImagePiece>> {

  private final Iterator<Tuple2<PieceKey, ImagePiece>> pieces;
  private Tuple2<PieceKey, ImagePiece> first;

  ImageGroups(Iterator<Tuple2<PieceKey, ImagePiece>> pieces) {
    this.pieces = pieces;
    this.first = nextPiece();
  }

  private Tuple2<PieceKey, ImagePiece> nextPiece() {
    return pieces.hasNext() ? pieces.next() : null;
  }

  @Override
  public boolean hasNext() {
    return first != null;
  }

  @Override
  public List<ImagePiece> next() {
    if (first == null) {
      throw new NoSuchElementException();
    }
    String image = first._1().image();
    List<ImagePiece> group = new ArrayList<>();
    while (first != null && first._1().image().equals(image)) {
      group.add(first._2());
      first = nextPiece();
    }
    return group;
  }
}
