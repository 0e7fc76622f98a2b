package org.maskfoundry.jobs.cli;

import java.util.function.Supplier;
import picocli.CommandLine.TypeConversionException;

/** Reads options that are several numbers. */
final class CommaSeparated {

  private CommaSeparated() {}

  /**
   * As many numbers as expected.
   *
   * @param expected the form in words
   * @throws TypeConversionException where the text is anything else
   */
  static double[] numbers(String text, int count, String expected) {
    String[] parts = text.split(",", -1);
    double[] numbers = new double[parts.length];
    try {
      for (int part = 0; part < parts.length; part++) {
        numbers[part] = Double.parseDouble(parts[part].strip());
      }
    } catch (NumberFormatException notANumber) {
      throw new TypeConversionException("expected " + expected + ", found " + text);
    }
    if (parts.length != count) {
      throw new TypeConversionException("expected " + expected + ", found " + text);
    }
    return numbers;
  }

  /** What the maker of a value says against it, as a wrong use of the option. */
  static <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException refused) {
      throw new TypeConversionException(refused.getMessage());
    }
  }
}
