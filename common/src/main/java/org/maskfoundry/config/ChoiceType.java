package org.maskfoundry.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The constants of an enum, by their names in small letters. */
record ChoiceType<E extends Enum<E>>(Class<E> constants) implements SettingType<E> {

  @Override
  public Optional<E> read(Object found) {
    return found instanceof String text
        ? Stream.of(constants.getEnumConstants())
            .filter(constant -> render(constant).equals(text.strip().toLowerCase(Locale.ROOT)))
            .findFirst()
        : Optional.empty();
  }

  @Override
  public String expected() {
    return "one of " + String.join(", ", choices());
  }

  @Override
  public String render(E value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> choices() {
    return Stream.of(constants.getEnumConstants()).map(this::render).toList();
  }
}
