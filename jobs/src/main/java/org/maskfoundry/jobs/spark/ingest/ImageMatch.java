package org.maskfoundry.jobs.spark.ingest;

import java.io.Serializable;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.jobs.table.ListedImage;

/** Which listed image an annotation file means. */
sealed interface ImageMatch extends Serializable {

  /**
   * This one.
   *
   * @param image the listed image
   */
  record Found(ListedImage image) implements ImageMatch {}

  /**
   * None, or more than one.
   *
   * @param name as the file states it
   * @param code why
   * @param message what was looked for and what to do
   */
  record NotFound(String name, String code, String message) implements ImageMatch {

    RowError error() {
      return new RowError(code, message);
    }
  }
}
