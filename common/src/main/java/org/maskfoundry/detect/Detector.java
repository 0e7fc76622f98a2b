package org.maskfoundry.detect;

import java.util.List;
import org.maskfoundry.image.RgbImage;

/** Finds objects of any kind. Safe for use by several threads at once. */
public interface Detector extends AutoCloseable {

  /**
   * The objects of an image: sure enough, not twice, the surest first.
   *
   * @throws org.maskfoundry.model.ModelException where the model fails on the image
   */
  List<DetectedBox> detect(RgbImage image);

  /** Gives the device's memory back. */
  @Override
  void close();
}
