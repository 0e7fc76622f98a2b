package org.maskfoundry.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What a layer states.
 *
 * @param layer the layer
 * @param values keys and values, in the order of their lines
 * @param problems why the layer, or a part of it, could not be read
 */
record LayerContent(SettingsLayer layer, List<StatedValue> values, List<SettingsProblem> problems) {

  private static final ConfigParseOptions OPTIONS =
      ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);

  static LayerContent ofMap(SettingsLayer layer, String source, Map<String, ?> values) {
    return read(layer, source, () -> ConfigValueFactory.fromMap(values, source).toConfig());
  }

  static LayerContent ofFile(SettingsLayer layer, Path file) {
    String source = file.toString();
    if (!Files.isRegularFile(file)) {
      String found = Files.exists(file) ? "no regular file" : "no file of that name";
      return refused(layer, source, OptionalInt.empty(), found, "a file with settings");
    }
    return read(layer, source, () -> ConfigFactory.parseFile(file.toFile(), OPTIONS));
  }

  static LayerContent ofText(SettingsLayer layer, String source, String text) {
    return read(layer, source, () -> ConfigFactory.parseString(text, OPTIONS));
  }

  static LayerContent ofOverride(String keyAndValue) {
    String source = "--set " + keyAndValue;
    int equals = keyAndValue.indexOf('=');
    if (equals < 1) {
      return refused(
          SettingsLayer.OVERRIDE,
          source,
          OptionalInt.empty(),
          "no key and value",
          "key=value, such as --set points_per_side=16");
    }
    String key = keyAndValue.substring(0, equals).strip();
    String value = keyAndValue.substring(equals + 1).strip();
    if (value.startsWith("[") || value.startsWith("{")) {
      return read(
          SettingsLayer.OVERRIDE,
          source,
          () ->
              ConfigFactory.parseString("value = " + value, OPTIONS)
                  .root()
                  .get("value")
                  .atKey(key));
    }
    return read(
        SettingsLayer.OVERRIDE, source, () -> ConfigValueFactory.fromAnyRef(value).atKey(key));
  }

  private static LayerContent read(SettingsLayer layer, String source, Supplier<Config> parse) {
    try {
      List<StatedValue> values = new ArrayList<>();
      collect("", parse.get().resolve().root(), layer, source, values);
      values.sort(Comparator.comparingInt(value -> value.origin().line().orElse(0)));
      return new LayerContent(layer, values, List.of());
    } catch (ConfigException broken) {
      String found = broken.getMessage().replaceAll("\\s+", " ");
      return refused(layer, source, line(broken.origin()), found, "HOCON: lines of key = value");
    }
  }

  private static void collect(
      String prefix,
      ConfigObject object,
      SettingsLayer layer,
      String source,
      List<StatedValue> values) {
    for (Map.Entry<String, ConfigValue> member : object.entrySet()) {
      String key = prefix + member.getKey();
      ConfigValue value = member.getValue();
      if (value instanceof ConfigObject nested) {
        collect(key + ".", nested, layer, source, values);
      } else {
        SettingOrigin origin = new SettingOrigin(layer, source, line(value.origin()));
        values.add(new StatedValue(key, value.unwrapped(), origin));
      }
    }
  }

  private static OptionalInt line(ConfigOrigin origin) {
    return origin == null || origin.lineNumber() < 1
        ? OptionalInt.empty()
        : OptionalInt.of(origin.lineNumber());
  }

  private static LayerContent refused(
      SettingsLayer layer, String source, OptionalInt line, String found, String expected) {
    SettingOrigin origin = new SettingOrigin(layer, source, line);
    return new LayerContent(
        layer, List.of(), List.of(new SettingsProblem(origin, "", found, expected, "")));
  }
}
