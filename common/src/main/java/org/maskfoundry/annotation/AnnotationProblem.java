package org.maskfoundry.annotation;

import java.util.Locale;

/** Why an annotation is rejected: it has no pixels, or it cannot be read. */
public enum AnnotationProblem {
  /** It has no segmentation, or an empty one. */
  EMPTY_SEGMENTATION,
  /** Its shape covers no pixel. */
  EMPTY_MASK,
  /** Its runs do not sum to the pixels of its frame. */
  RUN_SUM,
  /** A value of it is missing, of another type than expected, or out of range. */
  MALFORMED,
  /** A polygon of too few corners to have pixels. */
  UNFINISHED_POLYGON,
  /** It lies outside its image. */
  OUTSIDE_IMAGE,
  /** It was made for an image of another size. */
  SIZE_MISMATCH,
  /** It was made for an image of the same size with width and height exchanged. */
  TRANSPOSED_SIZE,
  /** Its coordinates are shares of a size that is not stated. */
  MISSING_SIZE,
  /** It belongs to an image that its file does not list. */
  UNKNOWN_IMAGE;

  /** The code in tables and summaries, in snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
