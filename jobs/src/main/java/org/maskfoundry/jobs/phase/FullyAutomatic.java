package org.maskfoundry.jobs.phase;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.dataset.Phase;

/**
 * The third phase of the data engine: the model annotates alone (Segment Anything, section 4). A
 * grid of points is asked on every image and its crops.
 */
public final class FullyAutomatic extends AutomaticPhase {

  /**
   * The phase for one piece of work; nothing is read or written yet.
   *
   * @throws org.maskfoundry.jobs.spark.SourceException where there are no such images
   */
  public FullyAutomatic(
      SparkSession spark, AutomaticWork work, RunObserver observer, StopRequest stop)
      throws IOException {
    super(Phase.FULLY_AUTOMATIC, spark, work, observer, stop);
  }
}
