package org.maskfoundry.jobs.spark.paint;

import java.io.Serializable;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.model.Sha256;

/**
 * Names what a picture follows from, so that a rerun knows whether it is still the one that would
 * be painted.
 *
 * @param settings digest of how masks are painted
 */
public record PaintWork(String settings) implements Serializable {

  /** The picture of a row. */
  String of(ImageRow row) {
    return of(row.image().imageId(), row.provenance().runId());
  }

  /** The picture of the row that a run made of an image. */
  public String of(long imageId, String runId) {
    return Sha256.hex(settings + "\0" + imageId + "\0" + runId);
  }
}
