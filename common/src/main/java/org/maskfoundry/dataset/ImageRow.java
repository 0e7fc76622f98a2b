package org.maskfoundry.dataset;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One row of table {@code annotations}: an image and what a phase made of it in one run.
 *
 * @param image the image
 * @param phase the phase
 * @param annotations the masks, in the generator's or the annotator's order
 * @param rejections annotations that were refused
 * @param dropped what selection removed, by reason
 * @param error why the image failed, empty where it succeeded
 * @param provenance what made the row
 * @param timings milliseconds by step
 */
public record ImageRow(
    ImageReference image,
    Phase phase,
    List<MaskAnnotation> annotations,
    List<Rejection> rejections,
    Map<String, Long> dropped,
    Optional<RowError> error,
    Provenance provenance,
    Map<String, Double> timings) {

  /**
   * Copies the collections; maps in the order of their keys, so that equal rows are written alike.
   */
  public ImageRow {
    annotations = List.copyOf(annotations);
    rejections = List.copyOf(rejections);
    dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
    timings = Collections.unmodifiableMap(new TreeMap<>(timings));
  }

  /** Whether another row has the same image and the same made of it, whoever made it when. */
  public boolean saysTheSame(ImageRow other) {
    return image.equals(other.image)
        && phase == other.phase
        && annotations.equals(other.annotations)
        && rejections.equals(other.rejections)
        && dropped.equals(other.dropped)
        && error.equals(other.error);
  }
}
