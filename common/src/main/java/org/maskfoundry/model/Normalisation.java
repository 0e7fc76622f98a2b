package org.maskfoundry.model;

import java.util.List;

/**
 * How 8-bit RGB values become a model's input: {@code (value - mean) / std}.
 *
 * @param mean of red, green and blue
 * @param std of red, green and blue
 */
public record Normalisation(List<Double> mean, List<Double> std) {

  /** What SAM was trained with: ImageNet's mean and deviation in 8-bit values. */
  public static final Normalisation SAM =
      new Normalisation(List.of(123.675, 116.28, 103.53), List.of(58.395, 57.12, 57.375));

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where there are not three of each, or a deviation is 0
   */
  public Normalisation {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(value -> value == 0)) {
      throw new IllegalArgumentException(
          "Expected three means and three deviations other than 0, found %s and %s"
              .formatted(mean, std));
    }
  }
}
