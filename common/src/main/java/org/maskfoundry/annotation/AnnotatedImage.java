package org.maskfoundry.annotation;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * An image with some or all of the annotations a file has for it. The same image may come in many
 * pieces; one without annotations says that the image was looked at.
 *
 * @param image the image
 * @param annotations objects, in the file's order, which is the order drawn
 * @param refusals annotations that cannot be given
 * @param skipped what was left out that is no mistake, by reason
 * @param isReviewed whether a person has looked at the image; false where the file lists it as
 *     still to do
 */
public record AnnotatedImage(
    StatedImage image,
    List<StatedAnnotation> annotations,
    List<Refusal> refusals,
    Map<SkipReason, Long> skipped,
    boolean isReviewed)
    implements Serializable {

  /** Copies the collections. */
  public AnnotatedImage {
    annotations = List.copyOf(annotations);
    refusals = List.copyOf(refusals);
    skipped = Map.copyOf(skipped);
  }

  /** An image of which nothing is said. */
  public static AnnotatedImage of(StatedImage image) {
    return new AnnotatedImage(image, List.of(), List.of(), Map.of(), true);
  }

  /** An image with one annotation. */
  public static AnnotatedImage of(StatedImage image, StatedAnnotation annotation) {
    return new AnnotatedImage(image, List.of(annotation), List.of(), Map.of(), true);
  }

  /** An image with one refused annotation. */
  public static AnnotatedImage of(StatedImage image, Refusal refusal) {
    return new AnnotatedImage(image, List.of(), List.of(refusal), Map.of(), true);
  }
}
