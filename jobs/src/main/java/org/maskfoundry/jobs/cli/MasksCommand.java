package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.maskfoundry.config.Settings;
import org.maskfoundry.dataset.AutomaticAnnotations;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.export.Sa1bJson;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.paint.MaskOverlay;
import org.maskfoundry.segment.AutomaticMaskGenerator;
import org.maskfoundry.segment.GeneratedMask;
import org.maskfoundry.segment.GeneratedMasks;
import org.maskfoundry.segment.GeneratorSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code masks}: all masks of one image, as an SA-1B record. */
@Command(
    name = "masks",
    description = "Find the masks of one image and write them as an SA-1B record.",
    footer = {
      "",
      "Examples:",
      "  maskfoundry masks --image photo.jpg --output photo.json --overlay photo.masks.png",
      "  maskfoundry masks --image photo.jpg --model vit_b --preset sa-1b --output photo.json",
      "  maskfoundry masks --image photo.jpg --set points_per_side=16 --output photo.json"
    })
final class MasksCommand extends SummarisedCommand implements TakesSettings {

  @Mixin private ImageOption image;

  @Mixin private ModelOption model;

  @Mixin private PresetOption preset;

  @Mixin private SettingsOptions options;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "The JSON file to write.")
  private Path output;

  @Option(
      names = "--overlay",
      paramLabel = "FILE",
      description = "Write the masks drawn over the image as a PNG file.")
  private Path overlay;

  @Override
  public Job job() {
    return Job.MASKS;
  }

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Bundle bundle = summary.time("open_model", model::bundle);
    Settings settings = options.resolve(Job.MASKS, bundle, preset.name());
    summary.settings(settings);
    InputImage input = summary.time("read_image", () -> image.read(ImageSettings.from(settings)));
    try (Segmenter segmenter = summary.time("load_model", () -> model.load(bundle, settings))) {
      summary.model(segmenter.description());
      AutomaticMaskGenerator generator =
          new AutomaticMaskGenerator(segmenter, GeneratorSettings.from(settings));
      GeneratedMasks found = summary.time("generate", () -> generator.generate(input.raster()));
      List<MaskAnnotation> annotations =
          AutomaticAnnotations.of(
              input.reference().imageId(), bundle.digest(), settings.digest(), found.masks());
      OutputFile.write(output, Sa1bJson.record(input.reference(), annotations));
      summary.file("output", output);
      if (overlay != null) {
        summary.time("overlay", () -> drawOverlay(input.raster(), found.masks()));
        summary.file("overlay", overlay);
      }
      summary.count("masks", annotations.size());
      summary.count("dropped", found.dropped());
      result("%d masks in %s".formatted(annotations.size(), output));
    }
    return ExitCode.SUCCEEDED;
  }

  private Void drawOverlay(RgbImage raster, List<GeneratedMask> found) throws IOException {
    List<RleMask> masks = found.stream().map(GeneratedMask::mask).toList();
    OutputFile.write(overlay, ImageWriter.png(MaskOverlay.draw(raster, masks)));
    return null;
  }
}
