package org.maskfoundry.jobs.cli;

import org.maskfoundry.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code validate}: everything wrong with settings, or what they come to. */
@Command(
    name = "validate",
    description = "Check settings without running anything, and show what they come to.",
    footer = {
      "",
      "Examples:",
      "  maskfoundry validate --conf my.conf",
      "  maskfoundry validate --conf my.conf --job masks --preset sa-1b --set crop_n_layers=1"
    })
final class ValidateCommand extends SummarisedCommand {

  @Option(
      names = "--job",
      paramLabel = "COMMAND",
      defaultValue = "generate",
      description =
          "The command whose settings they are: ${COMPLETION-CANDIDATES}"
              + " (default: ${DEFAULT-VALUE}).")
  private Job job;

  @Mixin private ModelOption model;

  @Mixin private PresetOption preset;

  @Mixin private SettingsOptions options;

  @Override
  protected ExitCode run(CommandSummary summary) {
    Settings settings = options.resolve(job, model.bundle(), preset.name());
    summary.settings(settings);
    result(settings.toString());
    progress("The settings are valid for " + job + ".");
    return ExitCode.SUCCEEDED;
  }
}
