package org.maskfoundry.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** The named sets of generator settings that come with the product. */
public final class Presets {

  private static final List<String> NAMES = List.of("segment-anything", "sa-1b");
  private static final String FOLDER = "/org/maskfoundry/presets/";

  private Presets() {}

  /**
   * The names: {@code segment-anything} gives what the public generator gives, {@code sa-1b} is the
   * published recipe of the data set (arXiv 2304.02643, appendix B).
   */
  public static List<String> names() {
    return NAMES;
  }

  static LayerContent layer(String name) {
    if (NAMES.contains(name)) {
      return LayerContent.ofText(SettingsLayer.PRESET, "preset " + name, text(name));
    }
    SettingOrigin origin =
        new SettingOrigin(SettingsLayer.PRESET, "--preset " + name, OptionalInt.empty());
    String expected = "one of " + String.join(", ", NAMES);
    String remedy = Suggestion.of(name, NAMES).orElse("");
    return new LayerContent(
        SettingsLayer.PRESET,
        List.of(),
        List.of(new SettingsProblem(origin, "", "no preset of that name", expected, remedy)));
  }

  private static String text(String name) {
    try (InputStream stream = Presets.class.getResourceAsStream(FOLDER + name + ".conf")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
