package org.maskfoundry.annotation.shape;

import java.io.Serializable;
import org.maskfoundry.annotation.MalformedAnnotationException;

/** The pixels of an object, before they are drawn. Coordinates are pixels of the image. */
public sealed interface Shape extends Serializable
    permits PolygonShape, SharePolygon, EllipseShape, FrameMask, PlacedMask {

  /**
   * Draws the shape; what lies outside the image is cut off.
   *
   * @param height rows of the image
   * @param width columns of the image
   * @throws MalformedAnnotationException where it has no pixel in the image, or was made for
   *     another one
   */
  DrawnMask draw(int height, int width) throws MalformedAnnotationException;
}
