package org.maskfoundry.config;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads decimal notation, whether it stands as a number or as a text. */
final class Numbers {

  private Numbers() {}

  static Optional<BigDecimal> read(Object found) {
    if (!(found instanceof Number) && !(found instanceof String)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(found.toString().strip()));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
