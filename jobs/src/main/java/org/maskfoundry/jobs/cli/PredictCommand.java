package org.maskfoundry.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.config.Settings;
import org.maskfoundry.export.NpyFile;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.SegmenterDescription;
import org.maskfoundry.prompt.BoxPrompt;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;
import org.maskfoundry.segment.MaskPrompt;
import org.maskfoundry.segment.PredictedMask;
import org.maskfoundry.segment.SamPredictor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code predict}: the model's answer to one prompt about one image. */
@Command(
    name = "predict",
    description =
        "Ask the model about one object of an image: points, a box, a mask, or several of these."
            + " The answer has three masks in the model's own order, or one with --single."
            + " Coordinates are decimals in pixels of the image.",
    footer = {
      "",
      "Examples:",
      "  maskfoundry predict --image photo.jpg --point 320,200,1 --output answer.json",
      "  maskfoundry predict --image photo.jpg --box 10,20,300,240 --point 50,60,0 --single \\",
      "      --output answer.json --logits answer.npy"
    })
final class PredictCommand extends SummarisedCommand implements TakesSettings {

  @Mixin private ImageOption image;

  @Mixin private ModelOption model;

  @Mixin private SettingsOptions options;

  @Option(
      names = "--point",
      paramLabel = "X,Y,LABEL",
      parameterConsumer = PointConsumer.class,
      description = "A point on the object (label 1) or beside it (label 0); repeat for more.")
  private final List<PointPrompt> points = new ArrayList<>();

  @Option(
      names = "--box",
      paramLabel = "X0,Y0,X1,Y1",
      parameterConsumer = BoxConsumer.class,
      description = "A box around the object.")
  private BoxPrompt box;

  @Option(
      names = "--mask",
      paramLabel = "FILE",
      description =
          "A mask of the object as JSON: {\"size\": [height, width], \"counts\": ...} in COCO's RLE"
              + " at the image's size, or an object with such a \"segmentation\". Only for models"
              + " that take masks as prompts.")
  private Path mask;

  @Option(names = "--single", description = "One mask: for prompts that leave no doubt.")
  private boolean single;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "The JSON file to write.")
  private Path output;

  @Option(
      names = "--logits",
      paramLabel = "FILE",
      description = "Write the low-resolution logits [M, m, m] as a NumPy file.")
  private Path logits;

  @Override
  public Job job() {
    return Job.PREDICT;
  }

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    if (points.isEmpty() && box == null && mask == null) {
      throw usage("Expected a prompt: --point, --box or --mask");
    }
    Bundle bundle = summary.time("open_model", model::bundle);
    if (mask != null && !bundle.conf().maskPrompts()) {
      throw usage(
          "Option '--mask': the model %s takes no masks as prompts; use --point or --box, or a --model that takes them"
              .formatted(bundle.name()));
    }
    Settings settings = options.resolve(Job.PREDICT, bundle, Optional.empty());
    summary.settings(settings);
    InputImage input = summary.time("read_image", () -> image.read(ImageSettings.from(settings)));
    Optional<RleMask> drawn = mask == null ? Optional.empty() : Optional.of(readMask(input));
    try (Segmenter segmenter = summary.time("load_model", () -> model.load(bundle, settings));
        SamPredictor predictor = new SamPredictor(segmenter)) {
      summary.model(segmenter.description());
      summary.time("encode", () -> setImage(predictor, input));
      Prompt prompt = prompt(predictor, segmenter.description(), drawn);
      MaskAnswer answer = single ? MaskAnswer.SINGLE : MaskAnswer.MULTIPLE;
      List<PredictedMask> masks = summary.time("decode", () -> predictor.predict(prompt, answer));
      write(summary, input, masks, segmenter.description().maskSize());
    }
    return ExitCode.SUCCEEDED;
  }

  private RleMask readMask(InputImage input) {
    try {
      RleMask read = RleMaskFile.read(mask);
      if (read.height() != input.raster().height() || read.width() != input.raster().width()) {
        throw new IllegalArgumentException(
            "its size is %d x %d (height x width), the image's %d x %d"
                .formatted(
                    read.height(), read.width(), input.raster().height(), input.raster().width()));
      }
      return read;
    } catch (IllegalArgumentException unfit) {
      throw usage("Option '--mask': %s: %s".formatted(mask, unfit.getMessage()));
    }
  }

  private static Void setImage(SamPredictor predictor, InputImage input) {
    predictor.setImage(input.raster());
    return null;
  }

  private Prompt prompt(
      SamPredictor predictor, SegmenterDescription description, Optional<RleMask> drawn) {
    Optional<float[]> maskLogits =
        drawn.map(
            pixels ->
                MaskPrompt.logits(
                    pixels, predictor.imageEmbedding().frame(), description.maskSize()));
    return new Prompt(points, Optional.ofNullable(box), maskLogits);
  }

  private void write(
      CommandSummary summary, InputImage input, List<PredictedMask> masks, int maskSize)
      throws Exception {
    OutputFile.write(output, PredictionJson.of(input.reference(), masks));
    summary.file("output", output);
    if (logits != null) {
      List<float[]> parts = masks.stream().map(PredictedMask::lowResolutionLogits).toList();
      OutputFile.write(logits, NpyFile.float32(parts, masks.size(), maskSize, maskSize));
      summary.file("logits", logits);
    }
    summary.count("masks", masks.size());
    result("%d masks in %s".formatted(masks.size(), output));
  }
}
