package org.maskfoundry.jobs.spark;

import java.util.Locale;

/** The bytes of an image cannot be read; the message names it, what was found and what to do. */
public final class UnreadableImageException extends Exception {

  /** Why bytes cannot be read. */
  public enum Reason {
    /** Nothing is there, or a link leads nowhere. */
    NOT_FOUND,
    /** There is a directory of that name. */
    IS_A_DIRECTORY,
    /** The file may not be read, or the folder not be listed. */
    NO_PERMISSION,
    /** The file has more bytes than an array holds. */
    TOO_LARGE,
    /** The tar or Parquet file that holds it is damaged or has no image there. */
    BROKEN_CONTAINER,
    /** The bytes are no longer those that a row was made of. */
    CHANGED,
    /** The storage failed. */
    UNREADABLE
  }

  private final Reason reason;

  UnreadableImageException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  UnreadableImageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Of what holds images and stands for them because it could not be listed, but now can be. */
  static UnreadableImageException listedByNow(String uri) {
    return new UnreadableImageException(
        Reason.UNREADABLE,
        uri + ": could not be listed when the run began, but can be now; run again");
  }

  /** The reason's name in tables and files, in snake_case. */
  public String code() {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
