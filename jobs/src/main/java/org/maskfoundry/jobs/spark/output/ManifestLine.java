package org.maskfoundry.jobs.spark.output;

import java.io.Serializable;

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
}
