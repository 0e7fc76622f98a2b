package org.maskfoundry.jobs.cli;

import java.util.Map;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.model.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code generate}: masks for many images, as a dataset. */
@Command(
    name = "generate",
    description = {
      "Find the masks of many images and add them to a dataset.",
      "",
      "Every image gets a row: masks, or why it failed. A rerun does what is missing and repeats"
          + " nothing. The run is published as a whole, unless more images failed than"
          + " error_budget allows. Without spark-submit it runs on this machine."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry generate --images photos --output dataset",
      "  maskfoundry generate --images 'photos/2024-*/*.jpg' --output dataset --dry-run",
      "  maskfoundry generate --images s3a://bucket/shards --model vit_h --preset sa-1b \\",
      "    --output s3a://bucket/dataset --set wave_images=20000"
    })
final class GenerateCommand extends SummarisedCommand {

  @Option(
      names = "--images",
      paramLabel = "PATH",
      required = true,
      description = {
        "A folder, a file or a glob, on any Hadoop file system: image files, tar shards"
            + " (WebDataset, SA-1B), Parquet with a column of image bytes. A path that exists is"
            + " never taken for a URI or glob."
      })
  private String images;

  @Mixin private DatasetOutputOption output;

  @Mixin private BundleOption model;

  @Mixin private PresetOption preset;

  @Mixin private SettingsOptions options;

  @Option(
      names = "--retry-errors",
      description = "Try images again that failed; otherwise only where their file changed.")
  private boolean retryErrors;

  @Option(names = "--dry-run", description = "Say what there is to do; write nothing.")
  private boolean dryRun;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Bundle bundle = summary.time("open_model", model::bundle);
    Settings settings = options.resolve(Job.GENERATE, bundle, preset.name());
    summary.settings(settings);
    summary.put("model", Map.of("name", bundle.name(), "digest", bundle.digest()));
    GenerateRun run =
        new GenerateRun(
            images,
            output.dataset(),
            bundle,
            settings,
            retryErrors ? RetryErrors.ALWAYS : RetryErrors.WHEN_CHANGED);
    return dryRun ? run.plan(this, summary) : run.generate(this, summary);
  }
}
