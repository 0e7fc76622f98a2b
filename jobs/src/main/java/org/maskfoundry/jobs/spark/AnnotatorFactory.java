package org.maskfoundry.jobs.spark;

import java.io.Serializable;

/** Gives every task its annotator; sent to the executors. */
public interface AnnotatorFactory extends Serializable {

  /**
   * An annotator for the task that calls.
   *
   * @throws org.maskfoundry.model.ModelException where the model or its device is not there
   */
  ImageAnnotator open();
}
