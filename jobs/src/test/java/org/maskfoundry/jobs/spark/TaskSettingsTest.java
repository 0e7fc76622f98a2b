package org.maskfoundry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.segment.GeneratorOptions;
import org.maskfoundry.segment.GeneratorSettings;

class TaskSettingsTest {

  private static Settings settings(String... overrides) {
    List<Setting<?>> known =
        Stream.of(
                GeneratorOptions.all(),
                ImageSettings.all(),
                DeviceSettings.all(),
                JobSettings.all())
            .<Setting<?>>flatMap(List::stream)
            .toList();
    SettingsResolver resolver = SettingsResolver.of(known);
    List.of(overrides).forEach(resolver::override);
    return resolver.resolve();
  }

  private static TaskSettings sent(TaskSettings settings) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (TaskSettings) in.readObject();
    }
  }

  @Test
  void tasksSeeTheSettingsOfTheCommand() throws Exception {
    Settings settings =
        settings(
            "point_grids=[[[0.25, 0.5], [1, 0]]]",
            "stability_score_offset=0.1",
            "max_masks=7",
            "whole_image_thresh=0.95",
            "exif_orientation=apply",
            "device=cuda:1",
            "threads=3",
            "error_budget=0.5");

    TaskSettings there = sent(TaskSettings.of(settings));

    assertThat(there.generator()).isEqualTo(GeneratorSettings.from(settings));
    assertThat(there.image()).isEqualTo(ImageSettings.from(settings));
    assertThat(there.device()).isEqualTo(DeviceSettings.from(settings));
  }

  @Test
  void defaultsStayDefaults() throws Exception {
    Settings settings = settings();

    assertThat(sent(TaskSettings.of(settings)).generator())
        .isEqualTo(GeneratorSettings.from(settings));
  }
}
