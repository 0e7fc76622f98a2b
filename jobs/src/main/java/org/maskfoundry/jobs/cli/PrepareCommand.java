package org.maskfoundry.jobs.cli;

import java.util.Map;
import org.maskfoundry.config.Settings;
import org.maskfoundry.model.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prepare}: tasks for annotators, with a model's proposals. */
@Command(
    name = "prepare",
    description = {
      "Make tasks for an annotation tool, with the masks a model finds as proposals.",
      "",
      "The masks are those of generate, with the same settings, and stay as a dataset in the output"
          + " folder; beside it stands the file to import. A rerun finds masks only for images that"
          + " have none."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry prepare --images photos --tool label-studio --output tasks",
      "  maskfoundry prepare --images photos --tool label-studio --output tasks \\",
      "    --image-url 'https://images.example.org/{url_path}' --set pred_iou_thresh=0.9",
      "  maskfoundry prepare --images photos --tool cvat --model vit_h --output tasks"
    })
final class PrepareCommand extends SummarisedCommand {

  @Option(
      names = "--images",
      paramLabel = "PATH",
      required = true,
      description = "A folder, a file or a glob of images, as generate takes them.")
  private String images;

  @Mixin private AnnotationToolOption tool;

  @Mixin private OutputFolderOption output;

  @Mixin private BundleOption model;

  @Mixin private PresetOption preset;

  @Mixin private SettingsOptions options;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    tool.check();
    Bundle bundle = summary.time("open_model", model::bundle);
    Settings settings = options.resolve(Job.GENERATE, bundle, preset.name());
    summary.settings(settings);
    summary.put("model", Map.of("name", bundle.name(), "digest", bundle.digest()));
    return new PrepareRun(images, output.folder(), tool, bundle, settings).prepare(this, summary);
  }
}
