package org.maskfoundry.annotation.shape;

import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;

/** Compares the size that something was made for with the size of the image it is for. */
public final class FrameSize {

  private FrameSize() {}

  /**
   * Refuses another size.
   *
   * @param what what has the size, for the message
   * @throws MalformedAnnotationException where the sizes differ; transposed ones are told apart
   */
  public static void check(String what, int height, int width, int imageHeight, int imageWidth)
      throws MalformedAnnotationException {
    if (height == imageHeight && width == imageWidth) {
      return;
    }
    if (height == imageWidth && width == imageHeight) {
      throw new MalformedAnnotationException(
          AnnotationProblem.TRANSPOSED_SIZE,
          "%s is %d wide and %d high, the image %d wide and %d high: width and height are exchanged; the image was turned, or the file was written wrongly; export it again from the tool"
              .formatted(what, width, height, imageWidth, imageHeight));
    }
    throw new MalformedAnnotationException(
        AnnotationProblem.SIZE_MISMATCH,
        "%s is %d wide and %d high, the image %d wide and %d high; give the images that were annotated"
            .formatted(what, width, height, imageWidth, imageHeight));
  }
}
