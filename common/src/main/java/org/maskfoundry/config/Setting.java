package org.maskfoundry.config;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A setting a command knows: its name, the values it takes, its default, unit and meaning. Settings
 * are constants of the concern they belong to; two of one name are the same setting.
 *
 * @param <T> the Java type of the value
 */
public final class Setting<T> {

  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  private final String name;
  private final SettingType<T> type;
  private final T defaultValue;
  private final String unit;
  private final String description;
  private final boolean changesResults;

  private Setting(
      String name,
      SettingType<T> type,
      T defaultValue,
      String unit,
      String description,
      boolean changesResults) {
    this.name = name;
    this.type = type;
    this.defaultValue = defaultValue;
    this.unit = unit;
    this.description = description;
    this.changesResults = changesResults;
  }

  /**
   * A setting without unit that changes results.
   *
   * @param name snake_case, the public generator's where it has one
   * @param defaultValue the product's default
   * @param description what it does, a sentence without its full stop
   * @throws IllegalArgumentException where the name is not snake_case or the default does not fit
   */
  public static <T> Setting<T> of(
      String name, SettingType<T> type, T defaultValue, String description) {
    if (!SNAKE_CASE.matcher(name).matches()) {
      throw new IllegalArgumentException("A setting's name is snake_case, found " + name);
    }
    Objects.requireNonNull(defaultValue, name);
    return new Setting<>(name, type, defaultValue, "", description, true);
  }

  /** The same setting, stated in a unit ({@code pixels}, {@code images}). */
  public Setting<T> in(String statedUnit) {
    return new Setting<>(name, type, defaultValue, statedUnit, description, changesResults);
  }

  /** The same setting, declared to leave every result as it is: it is no part of the digest. */
  public Setting<T> withoutEffectOnResults() {
    return new Setting<>(name, type, defaultValue, unit, description, false);
  }

  /** The name in files and on the command line. */
  public String name() {
    return name;
  }

  /** The values it takes. */
  public SettingType<T> type() {
    return type;
  }

  /** The product's default. */
  public T defaultValue() {
    return defaultValue;
  }

  /** The unit of the value, empty where it has none. */
  public String unit() {
    return unit;
  }

  /** What it does, in a sentence. */
  public String description() {
    return description;
  }

  /** Whether another value may give other masks; only such settings are part of the digest. */
  public boolean changesResults() {
    return changesResults;
  }

  /** The default as it would stand in a file. */
  public String renderedDefault() {
    return type.render(defaultValue);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Setting<?> setting && setting.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
