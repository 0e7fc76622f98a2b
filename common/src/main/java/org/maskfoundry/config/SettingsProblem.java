package org.maskfoundry.config;

/**
 * One thing wrong with the settings.
 *
 * @param origin where it stands
 * @param key the setting's name as it was written, empty where the file could not be read
 * @param found what stands there
 * @param expected what would be right
 * @param remedy what to do, empty where {@code expected} says it all
 */
public record SettingsProblem(
    SettingOrigin origin, String key, String found, String expected, String remedy) {

  /** The problem on one line: {@code my.conf:3: points_per_side: found "x", expected ...}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(origin.toString()).append(": ");
    if (!key.isEmpty()) {
      line.append(key).append(": ");
    }
    line.append("found ").append(found).append(", expected ").append(expected);
    return remedy.isEmpty() ? line.toString() : line.append("; ").append(remedy).toString();
  }
}
