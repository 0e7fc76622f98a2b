package org.maskfoundry.config;

import java.math.BigDecimal;
import java.util.Optional;

/** Whole numbers of a range. */
record WholeNumberType(int minimum, int maximum) implements SettingType<Integer> {

  @Override
  public Optional<Integer> read(Object found) {
    return Numbers.read(found).flatMap(this::whole);
  }

  private Optional<Integer> whole(BigDecimal number) {
    try {
      int value = number.intValueExact();
      return value >= minimum && value <= maximum ? Optional.of(value) : Optional.empty();
    } catch (ArithmeticException fractionOrOverflow) {
      return Optional.empty();
    }
  }

  @Override
  public String expected() {
    return maximum == Integer.MAX_VALUE
        ? "a whole number, at least " + minimum
        : "a whole number from " + minimum + " to " + maximum;
  }

  @Override
  public String render(Integer value) {
    return Integer.toString(value);
  }
}
