package org.maskfoundry.annotation.shape;

import java.util.EnumSet;
import java.util.Set;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;

/** The smallest upright rectangle around a shape, edges in pixels. */
record Extent(double left, double top, double right, double bottom) {

  /**
   * Whether it sticks out of an image.
   *
   * @throws MalformedAnnotationException where nothing of it lies in the image
   */
  Set<Finding> findings(int height, int width) throws MalformedAnnotationException {
    if (right < 0 || bottom < 0 || left > width || top > height) {
      throw new MalformedAnnotationException(
          AnnotationProblem.OUTSIDE_IMAGE,
          "the shape spans x %s to %s and y %s to %s, outside the image of %d x %d; check that it belongs to this image"
              .formatted(left, right, top, bottom, width, height));
    }
    return left < 0 || top < 0 || right > width || bottom > height
        ? EnumSet.of(Finding.PARTLY_OUTSIDE)
        : EnumSet.noneOf(Finding.class);
  }
}
