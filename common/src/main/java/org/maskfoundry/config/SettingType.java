package org.maskfoundry.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What values a setting takes: how they are read, described and written. Implementations are
 * immutable.
 *
 * @param <T> the Java type of the value
 */
public interface SettingType<T> {

  /**
   * The value for what stands in a file or on the command line, empty where it does not fit.
   *
   * @param found a string, number, boolean, list or map; null where the file says {@code null}
   */
  Optional<T> read(Object found);

  /** What fits, as the end of "expected ...": {@code a whole number from 1 to 1024}. */
  String expected();

  /**
   * The one text of a value: HOCON that reads back as the same value, equal for equal values, so
   * that digests may be taken over it.
   */
  String render(T value);

  /** The texts that may be meant where something else was found; empty where there is no list. */
  default List<String> choices() {
    return List.of();
  }

  /** Whole numbers from {@code minimum} to {@code maximum}, both included. */
  static SettingType<Integer> wholeNumber(int minimum, int maximum) {
    return new WholeNumberType(minimum, maximum);
  }

  /** Any finite number. */
  static SettingType<Double> decimal() {
    return new DecimalType(-Double.MAX_VALUE, Double.MAX_VALUE, "a number (not infinite, not NaN)");
  }

  /** Finite numbers from {@code minimum} to {@code maximum}, both included. */
  static SettingType<Double> decimal(double minimum, double maximum) {
    return new DecimalType(
        minimum, maximum, "a number from " + trim(minimum) + " to " + trim(maximum));
  }

  /** Shares from 0 to 1, both included. */
  static SettingType<Double> share() {
    return new DecimalType(0, 1, "a share from 0 to 1");
  }

  /** {@code true} or {@code false}; {@code yes}, {@code no}, {@code on}, {@code off} as well. */
  static SettingType<Boolean> flag() {
    return new FlagType();
  }

  /** Any text. */
  static SettingType<String> text() {
    return new TextType(Pattern.compile(".*", Pattern.DOTALL), "a text");
  }

  /**
   * Texts that match a pattern as a whole.
   *
   * @param expected the pattern in words, as {@link #expected()} says it
   */
  static SettingType<String> text(Pattern pattern, String expected) {
    return new TextType(pattern, expected);
  }

  /** One of an enum's constants, by its name in small letters. */
  static <E extends Enum<E>> SettingType<E> choice(Class<E> constants) {
    return new ChoiceType<>(constants);
  }

  /** {@code off}, or a value of another type. */
  static <T> SettingType<Optional<T>> optional(SettingType<T> type) {
    return new OptionalType<>(type, "off");
  }

  /** {@code auto}, where the product chooses, or a value of another type. */
  static <T> SettingType<Optional<T>> automatic(SettingType<T> type) {
    return new OptionalType<>(type, "auto");
  }

  /** Layers of points in the unit square: {@code [[[0.25, 0.5], [0.75, 0.5]], [[0.5, 0.5]]]}. */
  static SettingType<List<List<GridPoint>>> pointGrids() {
    return new PointGridsType();
  }

  private static String trim(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
