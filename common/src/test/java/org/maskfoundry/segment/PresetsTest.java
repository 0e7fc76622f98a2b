package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maskfoundry.config.Presets;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsLayer;
import org.maskfoundry.config.SettingsResolver;

class PresetsTest {

  @Test
  void everyPresetStatesEverySettingOfTheGeneratorSoThatNoModelChangesIt() {
    assertThat(Presets.names()).containsExactly("segment-anything", "sa-1b");
    for (String name : Presets.names()) {
      Settings settings = SettingsResolver.of(GeneratorOptions.all()).preset(name).resolve();

      for (Setting<?> setting : GeneratorOptions.all()) {
        assertThat(settings.origin(setting).layer())
            .as("%s in %s", setting, name)
            .isEqualTo(SettingsLayer.PRESET);
      }
    }
  }
}
