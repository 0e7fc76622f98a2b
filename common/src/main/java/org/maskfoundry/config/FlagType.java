package org.maskfoundry.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Yes or no. */
record FlagType() implements SettingType<Boolean> {

  @Override
  public Optional<Boolean> read(Object found) {
    if (!(found instanceof Boolean) && !(found instanceof String)) {
      return Optional.empty();
    }
    return switch (found.toString().strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  @Override
  public String expected() {
    return "true or false";
  }

  @Override
  public String render(Boolean value) {
    return value.toString();
  }

  @Override
  public List<String> choices() {
    return List.of("true", "false");
  }
}
