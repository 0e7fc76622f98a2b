package org.maskfoundry.model;

/** An encoded image, to be closed when its last prompt is answered. */
public interface ImageEmbedding extends AutoCloseable {

  /** The frame the model saw: the sizes of the image before and after resizing. */
  ModelFrame frame();

  /** The image embedding as {@code [C, h, w]} floats, copied from the device. */
  float[] toArray();

  /** The shape {@code [C, h, w]} of the embedding. */
  int[] shape();

  /** Gives the memory back; a second time there is nothing to give. */
  @Override
  void close();
}
