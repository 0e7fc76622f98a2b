package org.maskfoundry.jobs.spark;

import java.util.HashMap;
import java.util.Map;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.jobs.table.DatasetReader;

/** How the images of rows were decoded: masks lie in the raster that the run's settings gave. */
public final class DecodingOfRuns {

  private final DatasetReader dataset;
  private final Map<String, ImageSettings> byRun = new HashMap<>();

  /** The decoding of a dataset's runs. */
  public DecodingOfRuns(DatasetReader dataset) {
    this.dataset = dataset;
  }

  /** The settings the row's image was decoded with; the defaults where its run is not known. */
  public ImageSettings of(ImageRow row) {
    return ofRun(row.provenance().runId());
  }

  /** The settings a run decoded images with; the defaults where it is not known. */
  public ImageSettings ofRun(String runId) {
    return byRun.computeIfAbsent(runId, this::read);
  }

  private ImageSettings read(String runId) {
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
