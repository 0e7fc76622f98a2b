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

  @Option(
      names = "--tool",
      paramLabel = "NAME",
      required = true,
      converter = AnnotationTool.Converter.class,
      completionCandidates = AnnotationTool.Names.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private AnnotationTool tool;

  @Option(
      names = "--image-url",
      paramLabel = "TEMPLATE",
      description =
          "How the tool finds an image: text with {path} (relative to --images), {url_path} (the"
              + " same, percent-encoded) or {image_id}. Otherwise Label Studio's local files, and"
              + " the path in CVAT.")
  private String imageUrl;

  @Mixin private OutputFolderOption output;

  @Mixin private BundleOption model;

  @Mixin private PresetOption preset;

  @Mixin private SettingsOptions options;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    AddressTemplate address = new AddressTemplate(imageUrl == null ? tool.address() : imageUrl);
    if (!address.namesImages()) {
      throw usage(
          "Option '--image-url': found %s, expected {path}, {url_path} or {image_id} in it"
              .formatted(imageUrl));
    }
    Bundle bundle = summary.time("open_model", model::bundle);
    Settings settings = options.resolve(Job.GENERATE, bundle, preset.name());
    summary.settings(settings);
    summary.put("model", Map.of("name", bundle.name(), "digest", bundle.digest()));
    return new PrepareRun(images, output.folder(), tool, address, bundle, settings)
        .prepare(this, summary);
  }
}
