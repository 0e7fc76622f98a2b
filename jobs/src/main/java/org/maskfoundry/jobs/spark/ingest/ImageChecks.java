package org.maskfoundry.jobs.spark.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.annotation.CheckedAnnotations;
import org.maskfoundry.annotation.FilePiece;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;

/** How what files say of an image becomes its masks; sent to the executors. */
public interface ImageChecks extends Serializable {

  /**
   * The masks of an image.
   *
   * @param said what files say of it, in their order
   * @param found rows of the same phase in which models found masks, the newest first
   * @return empty where the files say nothing of the phase
   */
  Optional<CheckedAnnotations> check(
      ImageReference image, List<FilePiece> said, List<ImageRow> found);
}
