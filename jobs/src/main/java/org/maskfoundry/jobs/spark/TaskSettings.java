package org.maskfoundry.jobs.spark;

import com.typesafe.config.ConfigFactory;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.detect.DetectorSettings;
import org.maskfoundry.detect.PrefillSettings;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.paint.PaintSettings;
import org.maskfoundry.segment.GeneratorOptions;
import org.maskfoundry.segment.GeneratorSettings;

/**
 * What the tasks of a job need to know of its settings, as text that can be sent to them.
 *
 * @param rendered values by name, as they would stand in a file
 */
public record TaskSettings(Map<String, String> rendered) implements Serializable {

  /** Copies the map. */
  public TaskSettings {
    rendered = Map.copyOf(rendered);
  }

  /** Of resolved settings, those that tasks need. */
  public static TaskSettings of(Settings settings) {
    Map<String, String> all = settings.rendered();
    all.keySet().retainAll(known().stream().map(Setting::name).toList());
    return new TaskSettings(all);
  }

  private static List<Setting<?>> known() {
    return Stream.of(
            GeneratorOptions.all(),
            PrefillSettings.all(),
            DetectorSettings.all(),
            PaintSettings.all(),
            ImageSettings.all(),
            DeviceSettings.all())
        .<Setting<?>>flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** How images are read. */
  public ImageSettings image() {
    return ImageSettings.from(resolved());
  }

  /** How masks are found. */
  GeneratorSettings generator() {
    return GeneratorSettings.from(resolved());
  }

  /** Which boxes are kept. */
  DetectorSettings detector() {
    return DetectorSettings.from(resolved());
  }

  /** Which masks of boxes are certain. */
  PrefillSettings prefill() {
    return PrefillSettings.from(resolved());
  }

  /** How masks are painted. */
  public PaintSettings paint() {
    return PaintSettings.from(resolved());
  }

  /** Where the model runs. */
  public DeviceSettings device() {
    return DeviceSettings.from(resolved());
  }

  private Settings resolved() {
    StringBuilder file = new StringBuilder();
    rendered.forEach((name, value) -> file.append(name).append(" = ").append(value).append('\n'));
    return SettingsResolver.of(known())
        .model("settings of the run", ConfigFactory.parseString(file.toString()).root().unwrapped())
        .resolve();
  }
}
