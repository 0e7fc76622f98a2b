package org.maskfoundry.config;

import com.typesafe.config.ConfigUtil;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts of a form. */
record TextType(Pattern pattern, String expected) implements SettingType<String> {

  @Override
  public Optional<String> read(Object found) {
    return found instanceof String || found instanceof Number
        ? Optional.of(found.toString()).filter(text -> pattern.matcher(text).matches())
        : Optional.empty();
  }

  @Override
  public String render(String value) {
    return ConfigUtil.quoteString(value);
  }
}
