package org.maskfoundry.jobs.spark;

import org.maskfoundry.image.RgbImage;

/** Finds the masks of images for one task, which closes it at its end. */
public interface ImageAnnotator extends AutoCloseable {

  /**
   * The masks of an image; none is a valid answer.
   *
   * @throws org.maskfoundry.model.DeviceMemoryException where the device cannot hold this image
   */
  FoundMasks annotate(RgbImage image);

  /** Where the model runs, as rows name it. */
  String device();

  @Override
  void close();
}
