package org.maskfoundry.jobs.spark.isolation;

import java.io.Serializable;

/** What a process tells or asks the driver. */
sealed interface WorkMessage extends Serializable {

  /** An image is in work from now on. */
  record Begun(String executor, String image) implements WorkMessage {}

  /** An image is no longer in work. */
  record Ended(String executor, String image) implements WorkMessage {}

  /** Which images were in work when processes were lost, and how often. */
  record AskLosses() implements WorkMessage {}
}
