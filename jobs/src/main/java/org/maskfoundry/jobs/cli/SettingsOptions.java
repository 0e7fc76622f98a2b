package org.maskfoundry.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.detect.DetectorBundle;
import org.maskfoundry.model.Bundle;
import picocli.CommandLine.Option;

/** The options with which settings are stated. */
final class SettingsOptions {

  /** Where the launcher says that the {@code conf} folder is. */
  private static final String CONF_FOLDER = "maskfoundry.conf";

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Settings from a HOCON file, over the model's own and those in conf/.")
  private final List<Path> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      arity = "1..*",
      description = "One setting, over everything else; repeat for more.")
  private final List<String> overrides = new ArrayList<>();

  /**
   * The settings a job runs with.
   *
   * @param preset the preset that was named
   * @throws org.maskfoundry.config.SettingsException with everything that is wrong with them
   */
  Settings resolve(Job job, Bundle bundle, Optional<String> preset) {
    SettingsResolver resolver = resolver(job).model(bundle.source(), bundle.defaults());
    addLayers(resolver, job, preset);
    return resolver.resolve();
  }

  /**
   * The settings a job with a model and a detector runs with; each has its defaults.
   *
   * @throws org.maskfoundry.config.SettingsException with everything that is wrong with them
   */
  Settings resolve(Job job, Bundle bundle, DetectorBundle detector) {
    SettingsResolver resolver =
        resolver(job)
            .model(bundle.source(), bundle.defaults())
            .model("detector.conf of " + detector.name(), detector.defaults());
    addLayers(resolver, job, Optional.empty());
    return resolver.resolve();
  }

  /**
   * The settings of a job without a model.
   *
   * @throws org.maskfoundry.config.SettingsException with everything that is wrong with them
   */
  Settings resolve(Job job) {
    SettingsResolver resolver = resolver(job);
    addLayers(resolver, job, Optional.empty());
    return resolver.resolve();
  }

  private static SettingsResolver resolver(Job job) {
    return SettingsResolver.of(job.settings()).accepting(Job.settingsOfAll());
  }

  private void addLayers(SettingsResolver resolver, Job job, Optional<String> preset) {
    String folder = System.getProperty(CONF_FOLDER);
    if (folder != null) {
      resolver.jobFile(Path.of(folder, job + ".conf"));
    }
    files.forEach(resolver::file);
    preset.ifPresent(resolver::preset);
    overrides.forEach(resolver::override);
    job.checks().forEach(resolver::check);
  }
}
