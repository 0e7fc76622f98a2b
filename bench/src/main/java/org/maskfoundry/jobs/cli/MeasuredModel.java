package org.maskfoundry.jobs.cli;

import org.maskfoundry.config.Settings;
import org.maskfoundry.model.Bundle;
import picocli.CommandLine.Mixin;

/** The options that say which model is measured and with which settings. */
final class MeasuredModel {

  @Mixin private ModelOption model;

  @Mixin private PresetOption preset;

  @Mixin private SettingsOptions options;

  /** The model. */
  Bundle bundle() {
    return model.bundle();
  }

  /** The settings a command takes, with the model's own below them; the summary has them. */
  Settings settings(Job job, Bundle bundle, CommandSummary summary) {
    Settings settings = options.resolve(job, bundle, preset.name());
    summary.settings(settings);
    return settings;
  }
}
