package org.maskfoundry.annotation;

import java.io.Serializable;
import java.util.Optional;

/**
 * Who made an annotation, and how long it took.
 *
 * @param annotator the person's name or number in the tool, empty where not stated
 * @param seconds wall-clock seconds as the tool states them, idle time included; NaN where not
 *     stated
 */
public record Work(String annotator, double seconds) implements Serializable {

  /** Nothing is stated. */
  public static final Work UNKNOWN = new Work("", Double.NaN);

  /** The person, where stated. */
  public Optional<String> statedAnnotator() {
    return Optional.of(annotator).filter(name -> !name.isEmpty());
  }

  /** The time in seconds, where stated. */
  public Optional<Double> statedSeconds() {
    return Optional.of(seconds).filter(time -> !Double.isNaN(time));
  }
}
