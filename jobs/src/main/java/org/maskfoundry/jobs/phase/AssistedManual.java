package org.maskfoundry.jobs.phase;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.annotation.CheckSettings;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.spark.ingest.FreshAnnotations;

/**
 * The first phase of the data engine: people annotated, with the model's help (Segment Anything,
 * section 4). What their files say becomes the masks of an image.
 */
public final class AssistedManual extends AnnotatedPhase {

  /**
   * The phase for one piece of work; nothing is read or written yet.
   *
   * @throws org.maskfoundry.jobs.spark.SourceException where there are no such images or files
   */
  public AssistedManual(SparkSession spark, AnnotationWork work, StopRequest stop)
      throws IOException {
    super(
        Phase.ASSISTED_MANUAL,
        spark,
        work,
        new FreshAnnotations(CheckSettings.from(work.settings())),
        stop);
  }
}
