package org.maskfoundry.annotation.shape;

import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;

/** Bounds what a few bytes of a file can make a reader allocate. */
public final class FrameLimit {

  private static final long MOST_PIXELS = 200_000_000;

  private FrameLimit() {}

  /**
   * Refuses frames of more than 200 million pixels.
   *
   * @throws MalformedAnnotationException where there are more, or a side is negative
   */
  public static void check(long height, long width) throws MalformedAnnotationException {
    if (height < 0 || width < 0 || (height > 0 && width > MOST_PIXELS / height)) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "a mask of %d x %d pixels, expected no negative side and at most %d pixels"
              .formatted(width, height, MOST_PIXELS));
    }
  }
}
