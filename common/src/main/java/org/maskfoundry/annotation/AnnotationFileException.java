package org.maskfoundry.annotation;

import java.io.IOException;

/**
 * An annotation file cannot be read, from its beginning or from some place on; what it gave before
 * stands.
 */
public final class AnnotationFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the failure.
   *
   * @param message which file, what was found where, what was expected, what to do
   */
  public AnnotationFileException(String message) {
    super(message);
  }

  /** Makes the failure with what caused it. */
  public AnnotationFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
