package org.maskfoundry.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.phase.PaintingWork;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.paint.Painter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code paint}: copies of images with their masks painted in. */
@Command(
    name = "paint",
    description = {
      "Paint the masks of a dataset into copies of their images, for annotators who add the rest.",
      "",
      "paint_style says how: overlay (translucent, with outlines), solid, blur, or inpaint (filled"
          + " from the surroundings, or by a model). Outside the masks every pixel stays as it is,"
          + " in PNG bit by bit. Pictures keep the images' paths; manifest.jsonl says what became"
          + " of each. A rerun paints what is missing."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry paint --dataset dataset --phase semi_automatic --output painted",
      "  maskfoundry paint --dataset dataset --output painted --set paint_style=inpaint \\",
      "    paint_format=png",
      "  maskfoundry paint --dataset dataset --output painted --inpainting-model lama.onnx"
    })
final class PaintCommand extends SummarisedCommand {

  @Mixin private DatasetOption dataset;

  @Mixin private OutputFolderOption output;

  @Option(
      names = "--inpainting-model",
      paramLabel = "FILE",
      description =
          "Fill masks with what an ONNX model with an image and a mask as inputs imagines there, in"
              + " place of paint_style.")
  private Path inpaintingModel;

  @Mixin private SettingsOptions options;

  @Mixin private RetryLostOption retry;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Settings settings = options.resolve(Job.PAINT);
    summary.settings(settings);
    Optional<byte[]> model =
        inpaintingModel == null
            ? Optional.empty()
            : Optional.of(Files.readAllBytes(inpaintingModel));
    // What is no inpainting model is refused before Spark starts.
    model.ifPresent(graph -> Painter.ofModel(graph, DeviceSettings.cpu()).close());
    return new PaintRun(
            new PaintingWork(
                dataset.name(), dataset.selection(), output.folder(), settings, retry.choice()),
            model)
        .paint(this, summary);
  }
}
