package org.maskfoundry.annotation;

import java.io.Closeable;
import java.io.IOException;

/** Writes tasks with a model's proposals for an annotation tool, as a stream. For one thread. */
public interface ProposalWriter extends Closeable {

  /** Adds an image. */
  void write(ProposedImage image) throws IOException;
}
