package org.maskfoundry.detect;

import java.util.List;
import java.util.function.Supplier;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.ImageEmbedding;

/** Finds objects of any kind. Safe for use by several threads at once. */
public interface Detector extends AutoCloseable {

  /**
   * The objects of an image: sure enough, not twice, the surest first.
   *
   * @param embedding the image as a segmenter encodes it, which is done when it is asked for first
   * @throws org.maskfoundry.model.ModelException where the model fails on the image
   */
  List<DetectedBox> detect(RgbImage image, Supplier<ImageEmbedding> embedding);

  /** Gives the device's memory back. */
  @Override
  void close();
}
