package org.maskfoundry.image.scene;

import java.util.List;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;

/**
 * A rendered picture and what is in it.
 *
 * @param image the picture
 * @param objects the visible pixels of each object, from the back to the front; no two share a
 *     pixel
 */
public record Scene(RgbImage image, List<RleMask> objects) {

  /** Copies the list. */
  public Scene {
    objects = List.copyOf(objects);
  }
}
