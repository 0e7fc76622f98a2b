package org.maskfoundry.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A value of another type, or {@code off}. */
record OptionalType<T>(SettingType<T> type) implements SettingType<Optional<T>> {

  private static final String OFF = "off";

  @Override
  public Optional<Optional<T>> read(Object found) {
    if (found instanceof String text && text.strip().equalsIgnoreCase(OFF)) {
      return Optional.of(Optional.empty());
    }
    Optional<T> value = type.read(found);
    return value.isPresent() ? Optional.of(value) : Optional.empty();
  }

  @Override
  public String expected() {
    return type.expected() + ", or off";
  }

  @Override
  public String render(Optional<T> value) {
    return value.map(type::render).orElse(OFF);
  }

  @Override
  public List<String> choices() {
    return Stream.concat(Stream.of(OFF), type.choices().stream()).toList();
  }
}
