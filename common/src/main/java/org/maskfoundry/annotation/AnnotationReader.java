package org.maskfoundry.annotation;

import java.io.IOException;

/** Reads files of one format. Implementations are stateless. */
public interface AnnotationReader {

  /**
   * Begins to read a file. Memory is bounded by its largest annotation, or by its largest image
   * where the format keeps an image's annotations in one place.
   *
   * @throws AnnotationFileException where the file is not of this format
   * @throws IOException where the storage fails
   */
  AnnotationPieces open(AnnotationFile file) throws IOException;
}
