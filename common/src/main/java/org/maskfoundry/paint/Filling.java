package org.maskfoundry.paint;

import java.util.List;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;

/** Makes the picture of which the pixels inside masks are taken. Safe for several threads. */
interface Filling extends AutoCloseable {

  /**
   * An image of the same size, right inside the masks; anything outside.
   *
   * @param union all pixels that are in a mask
   */
  RgbImage fill(RgbImage image, List<RleMask> masks, RleMask union);

  @Override
  default void close() {}
}
