package org.maskfoundry.annotation;

import java.util.Iterator;
import java.util.Optional;

/** What was read of a small file. */
record WholeFile(Iterator<AnnotatedImage> images) implements AnnotationPieces {

  @Override
  public Optional<AnnotatedImage> next() {
    return images.hasNext() ? Optional.of(images.next()) : Optional.empty();
  }

  @Override
  public void close() {
    // The file was closed when it had been read.
  }
}
