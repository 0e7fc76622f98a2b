package org.maskfoundry.jobs.cli;

import java.util.HashMap;
import java.util.Map;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.jobs.table.DatasetReader;

/** How the images of rows were decoded: masks lie in the raster that the run's settings gave. */
final class DecodingOfRuns {

  private final DatasetReader dataset;
  private final Map<String, ImageSettings> byRun = new HashMap<>();

  DecodingOfRuns(DatasetReader dataset) {
    this.dataset = dataset;
  }

  /** The settings the row's image was decoded with; the defaults where its run is not known. */
  ImageSettings of(ImageRow row) {
    return byRun.computeIfAbsent(row.provenance().runId(), this::ofRun);
  }

  private ImageSettings ofRun(String runId) {
    Map<String, String> stated = dataset.settings(runId);
    SettingsResolver resolver = SettingsResolver.of(ImageSettings.all());
    for (Setting<?> setting : ImageSettings.all()) {
      if (stated.containsKey(setting.name())) {
        resolver.override(setting.name() + "=" + stated.get(setting.name()));
      }
    }
    return ImageSettings.from(resolver.resolve());
  }
}
