package org.maskfoundry.annotation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers what a file says of one image. For one thread. */
public final class AnnotatedImageBuilder {

  /** The reading of one annotation. */
  public interface Reading {
    /**
     * Reads it.
     *
     * @throws MalformedAnnotationException where it cannot be read
     */
    StatedAnnotation read() throws MalformedAnnotationException;
  }

  private final StatedImage image;
  private final List<StatedAnnotation> annotations = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private boolean isReviewed = true;

  /** Begins with nothing known of an image. */
  public AnnotatedImageBuilder(StatedImage image) {
    this.image = image;
  }

  /** Adds an annotation. */
  public void add(StatedAnnotation annotation) {
    annotations.add(annotation);
  }

  /** Adds an annotation, or its refusal where it cannot be read. */
  public void add(String annotationId, Reading reading) {
    try {
      annotations.add(reading.read());
    } catch (MalformedAnnotationException refused) {
      refuse(annotationId, refused);
    }
  }

  /** Adds a refusal. */
  public void refuse(String annotationId, MalformedAnnotationException refused) {
    refusals.add(new Refusal(refused.problem(), annotationId, refused.getMessage()));
  }

  /** Counts something that is left out and no mistake. */
  public void skip(SkipReason reason) {
    skipped.merge(reason, 1L, Long::sum);
  }

  /** Says that no person has looked at the image yet. */
  public void stillToDo() {
    isReviewed = false;
  }

  /** What was gathered. */
  public AnnotatedImage build() {
    return new AnnotatedImage(image, annotations, refusals, skipped, isReviewed);
  }
}
