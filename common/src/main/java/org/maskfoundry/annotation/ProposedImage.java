package org.maskfoundry.annotation;

import java.util.List;

/**
 * An image with the masks that a model proposes.
 *
 * @param address where the tool finds the picture to show: a URL, or a name in CVAT
 * @param fileName path of the image relative to its source, by which it is known when it comes back
 * @param modelVersion what the tool calls the model that made the proposals
 * @param height rows of the image in pixels
 * @param width columns of the image in pixels
 * @param masks the proposals
 */
public record ProposedImage(
    String address,
    String fileName,
    String modelVersion,
    int height,
    int width,
    List<ProposedMask> masks) {

  /** Copies the list. */
  public ProposedImage {
    masks = List.copyOf(masks);
  }
}
