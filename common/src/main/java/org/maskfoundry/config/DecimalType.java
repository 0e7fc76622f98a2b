package org.maskfoundry.config;

import java.math.BigDecimal;
import java.util.Optional;

/** Finite numbers of a range. */
record DecimalType(double minimum, double maximum, String expected) implements SettingType<Double> {

  @Override
  public Optional<Double> read(Object found) {
    return Numbers.read(found)
        .map(BigDecimal::doubleValue)
        .filter(value -> value >= minimum && value <= maximum);
  }

  /** The shortest text that reads back as the same number; both zeros are {@code 0.0}. */
  @Override
  public String render(Double value) {
    return Double.toString(value + 0.0);
  }
}
