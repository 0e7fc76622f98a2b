package org.maskfoundry.annotation;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maskfoundry.annotation.shape.Shape;

/**
 * One object of an image as an annotation file states it.
 *
 * @param id the tool's id, empty where it has none
 * @param shape its pixels
 * @param work who made it
 * @param score a model's score for it, NaN where not stated
 * @param attributes the tool's label ({@value #LABEL}) and what else it says, by name
 */
public record StatedAnnotation(
    String id, Shape shape, Work work, double score, Map<String, String> attributes)
    implements Serializable {

  /** The attribute that holds the tool's label or category. */
  public static final String LABEL = "label";

  /** Copies the map, in the order of its keys. */
  public StatedAnnotation {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** An annotation of which neither author nor score is stated. */
  public static StatedAnnotation of(String id, Shape shape, Map<String, String> attributes) {
    return new StatedAnnotation(id, shape, Work.UNKNOWN, Double.NaN, attributes);
  }

  /** The score, where stated. */
  public Optional<Double> statedScore() {
    return Optional.of(score).filter(value -> !Double.isNaN(value));
  }
}
