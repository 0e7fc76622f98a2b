package org.maskfoundry.jobs.spark;

import java.io.IOException;

/** A source of images cannot be listed; the message names it and says what to do. */
public final class SourceException extends IOException {

  /** A failure with its remedy. */
  public SourceException(String message) {
    super(message);
  }

  /** A failure with its remedy and what caused it. */
  SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
