package org.maskfoundry.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;

/**
 * A key and a value as they stand in a layer.
 *
 * @param key the key as written; keys inside others are joined with dots
 * @param found a string, number, boolean, list or null
 * @param origin where it stands
 */
record StatedValue(String key, Object found, SettingOrigin origin) {

  private static final int LONGEST_QUOTE = 60;

  SettingsProblem unfit(Setting<?> setting) {
    String remedy =
        found instanceof String text
            ? Suggestion.of(text, setting.type().choices()).orElse("")
            : "";
    return new SettingsProblem(origin, key, quoted(), setting.type().expected(), remedy);
  }

  SettingsProblem unknownKey(List<String> names) {
    String lastPart = key.substring(key.lastIndexOf('.') + 1);
    String remedy = Suggestion.of(lastPart, names).orElse("--help lists the settings of a command");
    return new SettingsProblem(origin, key, "an unknown key", "a setting's name", remedy);
  }

  private String quoted() {
    String text = ConfigValueFactory.fromAnyRef(found).render(ConfigRenderOptions.concise());
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
