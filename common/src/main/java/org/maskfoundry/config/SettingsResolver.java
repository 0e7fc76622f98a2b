package org.maskfoundry.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts the layers of a command's settings over each other, in the order of {@link SettingsLayer}
 * whatever the order of the calls, and finds everything wrong with any of them before it refuses.
 *
 * <pre>{@code
 * Settings settings = SettingsResolver.of(GeneratorSettings.all())
 *     .model("model.conf of region_nano", bundle.defaults())
 *     .file(Path.of("my.conf"))
 *     .preset("sa-1b")
 *     .override("points_per_side=16")
 *     .resolve();
 * }</pre>
 */
public final class SettingsResolver {

  private final Map<String, Setting<?>> known = new LinkedHashMap<>();
  private final Map<String, Setting<?>> accepted = new LinkedHashMap<>();
  private final List<LayerContent> layers = new ArrayList<>();
  private final List<SettingsCheck> checks = new ArrayList<>();

  private SettingsResolver() {}

  /** A resolver of the settings a command knows. */
  public static SettingsResolver of(Collection<Setting<?>> known) {
    SettingsResolver resolver = new SettingsResolver();
    known.forEach(setting -> resolver.known.put(setting.name(), setting));
    return resolver;
  }

  /**
   * Lets files name settings of other commands: their values are checked and then left aside, so
   * that one file may serve several commands.
   */
  public SettingsResolver accepting(Collection<Setting<?>> ofOtherCommands) {
    ofOtherCommands.forEach(setting -> accepted.put(setting.name(), setting));
    return this;
  }

  /**
   * Adds the defaults of a model.
   *
   * @param source the file they stand in, as the user knows it
   * @param defaults values by setting name
   */
  public SettingsResolver model(String source, Map<String, ?> defaults) {
    layers.add(LayerContent.ofMap(SettingsLayer.MODEL, source, defaults));
    return this;
  }

  /** Adds the job's file in the product's {@code conf} folder, where there is one. */
  public SettingsResolver jobFile(Path file) {
    if (Files.exists(file)) {
      layers.add(LayerContent.ofFile(SettingsLayer.JOB_FILE, file));
    }
    return this;
  }

  /** Adds a HOCON file the user named; a file that cannot be read is one of the problems. */
  public SettingsResolver file(Path file) {
    layers.add(LayerContent.ofFile(SettingsLayer.USER_FILE, file));
    return this;
  }

  /** Adds a preset of {@link Presets#names}; an unknown name is one of the problems. */
  public SettingsResolver preset(String name) {
    layers.add(Presets.layer(name));
    return this;
  }

  /**
   * Adds {@code key=value} of the command line; text without a value is one of the problems. A
   * value that starts with a bracket is read as HOCON, any other is taken as it stands.
   */
  public SettingsResolver override(String keyAndValue) {
    layers.add(LayerContent.ofOverride(keyAndValue));
    return this;
  }

  /** Adds a rule over several settings. */
  public SettingsResolver check(SettingsCheck check) {
    checks.add(check);
    return this;
  }

  /**
   * The values of all layers.
   *
   * @throws SettingsException with every problem of every layer and check
   */
  public Settings resolve() {
    List<SettingsProblem> problems = new ArrayList<>();
    Settings settings = Settings.defaults(known.values());
    for (LayerContent layer : ordered()) {
      problems.addAll(layer.problems());
      for (StatedValue stated : layer.values()) {
        settings = apply(stated, settings, problems);
      }
    }
    for (SettingsCheck check : checks) {
      problems.addAll(check.check(settings));
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  private List<LayerContent> ordered() {
    return layers.stream().sorted(Comparator.comparing(LayerContent::layer)).toList();
  }

  private Settings apply(StatedValue stated, Settings settings, List<SettingsProblem> problems) {
    Setting<?> setting = known.get(stated.key());
    if (setting != null) {
      return read(setting, stated, settings, problems);
    }
    Setting<?> elsewhere = accepted.get(stated.key());
    if (elsewhere == null) {
      problems.add(stated.unknownKey(names()));
    } else if (elsewhere.type().read(stated.found()).isEmpty()) {
      problems.add(stated.unfit(elsewhere));
    }
    return settings;
  }

  private static <T> Settings read(
      Setting<T> setting, StatedValue stated, Settings settings, List<SettingsProblem> problems) {
    T value =
        setting
            .type()
            .read(stated.found())
            .orElseGet(
                () -> {
                  problems.add(stated.unfit(setting));
                  return settings.get(setting);
                });
    return settings.with(setting, value, stated.origin());
  }

  private List<String> names() {
    return Stream.concat(known.keySet().stream(), accepted.keySet().stream()).toList();
  }
}
