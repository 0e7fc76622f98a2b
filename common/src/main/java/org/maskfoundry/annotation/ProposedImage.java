package org.maskfoundry.annotation;

import java.util.List;

/**
 * An image with the masks that a model proposes.
 *
 * @param address where the tool finds the image: a URL, or a name in CVAT
 * @param height rows of the image in pixels
 * @param width columns of the image in pixels
 * @param masks the proposals
 */
public record ProposedImage(String address, int height, int width, List<ProposedMask> masks) {

  /** Copies the list. */
  public ProposedImage {
    masks = List.copyOf(masks);
  }
}
