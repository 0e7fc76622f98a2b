package org.maskfoundry.config;

import java.util.OptionalInt;

/**
 * Where a value was stated.
 *
 * @param layer the layer
 * @param source the file, preset or option, as the user knows it
 * @param line line in that file, from 1
 */
public record SettingOrigin(SettingsLayer layer, String source, OptionalInt line) {

  /** The origin of defaults nobody overrode. */
  static final SettingOrigin PRODUCT =
      new SettingOrigin(SettingsLayer.PRODUCT, "default", OptionalInt.empty());

  /** {@code my.conf:12}, or the source alone. */
  @Override
  public String toString() {
    return line.isPresent() ? source + ":" + line.getAsInt() : source;
  }
}
