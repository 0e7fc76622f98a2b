package org.maskfoundry.jobs.table;

/** A dataset cannot be opened, read or published; the message says why and what to do. */
public final class DatasetException extends RuntimeException {

  /** A failure with its remedy. */
  public DatasetException(String message) {
    super(message);
  }

  /** A failure with its remedy and what caused it. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
