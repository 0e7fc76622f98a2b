package org.maskfoundry.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The values a command runs with, each with its origin. Immutable. */
public final class Settings {

  private record Entry<T>(Setting<T> setting, T value, SettingOrigin origin) {

    String rendered() {
      return setting.type().render(value);
    }
  }

  private final SortedMap<String, Entry<?>> entries;

  private Settings(SortedMap<String, Entry<?>> entries) {
    this.entries = entries;
  }

  /** The product's defaults of these settings. */
  public static Settings defaults(Collection<Setting<?>> known) {
    SortedMap<String, Entry<?>> entries = new TreeMap<>();
    for (Setting<?> setting : known) {
      entries.put(setting.name(), atDefault(setting));
    }
    return new Settings(entries);
  }

  private static <T> Entry<T> atDefault(Setting<T> setting) {
    return new Entry<>(setting, setting.defaultValue(), SettingOrigin.PRODUCT);
  }

  /**
   * These settings with another value of one.
   *
   * @throws IllegalArgumentException where the setting is none of these
   */
  public <T> Settings with(Setting<T> setting, T value, SettingOrigin origin) {
    entry(setting);
    SortedMap<String, Entry<?>> changed = new TreeMap<>(entries);
    changed.put(setting.name(), new Entry<>(setting, value, origin));
    return new Settings(changed);
  }

  /**
   * The value of a setting.
   *
   * @throws IllegalArgumentException where the setting is none of these
   */
  public <T> T get(Setting<T> setting) {
    return entry(setting).value();
  }

  /**
   * Where the value was stated.
   *
   * @throws IllegalArgumentException where the setting is none of these
   */
  public SettingOrigin origin(Setting<?> setting) {
    return entry(setting).origin();
  }

  // Two settings of one name are the same setting, so the entry's value has the asked-for type.
  @SuppressWarnings("unchecked")
  private <T> Entry<T> entry(Setting<T> setting) {
    Entry<?> entry = entries.get(setting.name());
    if (entry == null) {
      throw new IllegalArgumentException(
          "Setting " + setting.name() + " is none of " + entries.keySet());
    }
    return (Entry<T>) entry;
  }

  /** Every value as it would stand in a file, by name, in the order of the names. */
  public SortedMap<String, String> rendered() {
    SortedMap<String, String> rendered = new TreeMap<>();
    entries.forEach((name, entry) -> rendered.put(name, entry.rendered()));
    return rendered;
  }

  /**
   * SHA-256 (hex) over the settings that change results: lines {@code name=value} in the order of
   * the names, values as {@link SettingType#render} writes them. Equal for settings that give the
   * same masks, whatever layers they came from.
   */
  public String digest() {
    String canonical =
        entries.values().stream()
            .filter(entry -> entry.setting().changesResults())
            .map(entry -> entry.setting().name() + "=" + entry.rendered() + "\n")
            .collect(Collectors.joining());
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256", missing);
    }
  }

  /** The values with where they come from, for people. */
  @Override
  public String toString() {
    return entries.entrySet().stream()
        .map(Settings::line)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String line(Map.Entry<String, Entry<?>> named) {
    Entry<?> entry = named.getValue();
    return named.getKey() + " = " + entry.rendered() + "  # " + entry.origin();
  }
}
