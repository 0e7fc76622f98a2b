package org.maskfoundry.jobs.spark.output;

import java.io.Serializable;
import org.maskfoundry.jobs.spark.isolation.LostProcessException;
import org.maskfoundry.jobs.table.RetryErrors;

/** What a manifest says of one image, as a line of JSON. */
public interface ManifestLine extends Serializable {

  /** Path of the image relative to its source. */
  String fileName();

  /** Why the image has no file, null where it has. */
  String errorCode();

  /** Whether the image has no file. */
  default boolean hasFailed() {
    return errorCode() != null;
  }

  /**
   * Whether the line stays as long as the work is the same. An image that failed is tried again,
   * but one that processes were lost with only on request.
   */
  default boolean isFinal(RetryErrors retry) {
    return !hasFailed()
        || (retry == RetryErrors.WHEN_CHANGED && errorCode().equals(LostProcessException.CODE));
  }
}
