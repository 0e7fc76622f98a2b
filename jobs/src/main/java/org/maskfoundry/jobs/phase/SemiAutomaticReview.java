package org.maskfoundry.jobs.phase;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.annotation.CheckSettings;
import org.maskfoundry.annotation.ReviewSettings;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.spark.ingest.ReviewedAnnotations;

/**
 * The second phase of the data engine, people's half: prefilled masks come back from annotators,
 * who changed or removed some and added what was missing (Segment Anything, section 4).
 */
public final class SemiAutomaticReview extends AnnotatedPhase {

  /**
   * The phase for one piece of work; nothing is read or written yet.
   *
   * @throws org.maskfoundry.jobs.spark.SourceException where there are no such images or files
   */
  public SemiAutomaticReview(SparkSession spark, AnnotationWork work, StopRequest stop)
      throws IOException {
    super(
        Phase.SEMI_AUTOMATIC,
        spark,
        work,
        new ReviewedAnnotations(
            CheckSettings.from(work.settings()), ReviewSettings.from(work.settings())),
        stop);
  }
}
