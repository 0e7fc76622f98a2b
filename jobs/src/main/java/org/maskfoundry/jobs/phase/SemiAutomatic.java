package org.maskfoundry.jobs.phase;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.dataset.Phase;

/**
 * The second phase of the data engine, its automatic half: what is certain is prefilled, so that
 * people add the rest (Segment Anything, section 4). A detector finds boxes of objects, and each
 * box is asked for its mask.
 */
public final class SemiAutomatic extends AutomaticPhase {

  /**
   * The phase for one piece of work; nothing is read or written yet.
   *
   * @throws org.maskfoundry.jobs.spark.SourceException where there are no such images
   */
  public SemiAutomatic(
      SparkSession spark, AutomaticWork work, RunObserver observer, StopRequest stop)
      throws IOException {
    super(Phase.SEMI_AUTOMATIC, spark, work, observer, stop);
  }
}
