package org.maskfoundry.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A value of another type, or a word that stands for none. */
record OptionalType<T>(SettingType<T> type, String none) implements SettingType<Optional<T>> {

  @Override
  public Optional<Optional<T>> read(Object found) {
    if (found instanceof String text && text.strip().equalsIgnoreCase(none)) {
      return Optional.of(Optional.empty());
    }
    Optional<T> value = type.read(found);
    return value.isPresent() ? Optional.of(value) : Optional.empty();
  }

  @Override
  public String expected() {
    return type.expected() + ", or " + none;
  }

  @Override
  public String render(Optional<T> value) {
    return value.map(type::render).orElse(none);
  }

  @Override
  public List<String> choices() {
    return Stream.concat(Stream.of(none), type.choices().stream()).toList();
  }
}
