package org.maskfoundry.jobs.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** The constants of an enum as values of an option, in kebab-case. */
final class OptionValues {

  private OptionValues() {}

  /** All names, for help and completion. */
  static List<String> names(Class<? extends Enum<?>> values) {
    return Stream.of(values.getEnumConstants()).map(OptionValues::name).toList();
  }

  /**
   * The constant of a name.
   *
   * @throws TypeConversionException where there is none
   */
  static <E extends Enum<E>> E parse(Class<E> values, String name) {
    return Stream.of(values.getEnumConstants())
        .filter(value -> name(value).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s, found %s"
                        .formatted(String.join(", ", names(values)), name)));
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
