package org.maskfoundry.jobs.spark.ingest;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.maskfoundry.annotation.FilePiece;
import org.maskfoundry.jobs.table.ListedImage;

/** Something that is known of an image, on its way to the task that makes the image's row. */
sealed interface ImagePiece extends Serializable {

  /**
   * The image has a row already.
   *
   * @param row with the table's columns
   */
  record Known(Row row) implements ImagePiece {}

  /**
   * A file says something of the image.
   *
   * @param image the listed image
   * @param said what
   */
  record Said(ListedImage image, FilePiece said) implements ImagePiece {}

  /**
   * A file says something of an image that is not there.
   *
   * @param match why not
   * @param said what
   */
  record Unmatched(ImageMatch.NotFound match, FilePiece said) implements ImagePiece {}
}
