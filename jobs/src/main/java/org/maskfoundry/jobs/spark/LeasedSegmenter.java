package org.maskfoundry.jobs.spark;

import org.maskfoundry.model.Segmenter;

/** A task's share in a model that the tasks of its process have in common. */
public interface LeasedSegmenter extends AutoCloseable {

  /** The model; safe for use by several threads. */
  Segmenter segmenter();

  /** Gives the share back. */
  @Override
  void close();
}
