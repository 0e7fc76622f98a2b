package org.maskfoundry.jobs.cli;

import java.nio.file.Path;
import org.maskfoundry.config.Settings;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.Segmenter;
import picocli.CommandLine.Option;

/** The option that names the model, and how a command without Spark loads it. */
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = "A folder made by import-model; the embedded model where it is absent.")
  private Path folder;

  /**
   * The model that was named, or the embedded one.
   *
   * @throws org.maskfoundry.model.ModelException where the folder is no bundle
   */
  Bundle bundle() {
    return folder == null ? Bundle.embedded() : Bundle.open(folder);
  }

  /**
   * Loads the model for a command that has the machine to itself: all cores where {@code threads}
   * is not stated.
   *
   * @throws org.maskfoundry.model.ModelException where the device is not there
   */
  Segmenter load(Bundle bundle, Settings settings) {
    int cores = Runtime.getRuntime().availableProcessors();
    return bundle.load(DeviceSettings.from(settings).orThreads(cores));
  }
}
