package org.maskfoundry.jobs.spark.isolation;

/** An image that was in work when processes were lost, the last one while it was alone. */
public final class LostProcessException extends RuntimeException {

  /** The error code of such an image. */
  public static final String CODE = "process_lost";

  private static final long serialVersionUID = 1;

  /** An image by its name. */
  public LostProcessException(String fileName) {
    super(
        "%s: the process died %d times while this image was in work, the last time with nothing else: by a crash of native code, too little memory, or longer work than image_time_limit; look at the image and the executors' logs, then use --retry-errors"
            .formatted(fileName, WatchedImages.MOST_LOSSES));
  }
}
