package org.maskfoundry.annotation;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a file says, piece by piece, in the file's order. For one thread. */
public interface AnnotationPieces extends Closeable {

  /**
   * The next piece, empty at the file's end.
   *
   * @throws AnnotationFileException where the file cannot be read from here on
   * @throws IOException where the storage fails
   */
  Optional<AnnotatedImage> next() throws IOException;

  /**
   * Gives all that is left, one piece after the other.
   *
   * @throws AnnotationFileException where the file cannot be read from some piece on
   * @throws IOException where the storage fails
   */
  default void forEachRemaining(Consumer<AnnotatedImage> consumer) throws IOException {
    for (Optional<AnnotatedImage> piece = next(); piece.isPresent(); piece = next()) {
      consumer.accept(piece.get());
    }
  }

  /** The pieces of a file that is read as a whole, such as one image's. */
  static AnnotationPieces of(AnnotatedImage... whole) {
    return new WholeFile(List.of(whole).iterator());
  }
}
