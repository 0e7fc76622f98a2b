package org.maskfoundry.jobs.cli;

import ai.onnxruntime.OrtException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.bench.BenchmarkFiles;
import org.maskfoundry.bench.BenchmarkImage;
import org.maskfoundry.bench.DeviceFigures;
import org.maskfoundry.bench.PredictedIous;
import org.maskfoundry.bench.RandomSam;
import org.maskfoundry.bench.SharedModel;
import org.maskfoundry.config.Settings;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.BundleImport;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.graph.MatrixProduct;
import org.maskfoundry.model.graph.SamArchitecture;
import org.maskfoundry.segment.GeneratorSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench sizes}: what the published sizes of SAM reach on a device. */
@Command(
    name = "sizes",
    description = {
      "Measure what the published sizes of SAM reach on a device, with random weights: encoder and"
          + " decoder by the size of a batch, beside products of matrices on the same device, and"
          + " the whole way from image files of 2250x1500 to records by threads that share the"
          + " model. Predicted IoU is cut so that 15 %% of the masks stay."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry bench sizes --preset sa-1b --set device=cuda --set precision=fp16",
      "  maskfoundry bench sizes --sizes vit_b --graphs-only"
    })
final class BenchSizesCommand extends SummarisedCommand {

  private static final Map<String, RandomSam.Size> SIZES = new LinkedHashMap<>();

  static {
    SIZES.put("vit_b", RandomSam.Size.VIT_B);
    SIZES.put("vit_l", RandomSam.Size.VIT_L);
    SIZES.put("vit_h", RandomSam.Size.VIT_H);
  }

  private static final double SHARE = 0.15;
  private static final int PRODUCT_ROUNDS = 20;

  @Option(
      names = "--sizes",
      paramLabel = "NAME",
      arity = "1..*",
      defaultValue = "vit_b vit_l vit_h",
      split = " ",
      description = "Sizes (default: ${DEFAULT-VALUE}).")
  private List<String> sizes;

  @Option(
      names = "--images-at-once",
      paramLabel = "N",
      arity = "1..*",
      defaultValue = "1 4",
      split = " ",
      description = "Images of a call of the encoder (default: ${DEFAULT-VALUE}).")
  private int[] imagesAtOnce;

  @Option(
      names = "--prompts-at-once",
      paramLabel = "N",
      arity = "1..*",
      defaultValue = "64",
      split = " ",
      description = "Prompts of a call of the decoder (default: ${DEFAULT-VALUE}).")
  private int[] promptsAtOnce;

  @Option(
      names = "--threads",
      paramLabel = "N",
      arity = "1..*",
      defaultValue = "1 2 4",
      split = " ",
      description = "Threads that share the model (default: ${DEFAULT-VALUE}).")
  private List<Integer> threads;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "8",
      description = "Images of each number of threads (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--graphs-only", description = "Leave out the whole way.")
  private boolean graphsOnly;

  @Mixin private PresetOption preset;

  @Mixin private SettingsOptions options;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (String name : sizes) {
      if (!SIZES.containsKey(name)) {
        throw usage("Expected --sizes of " + SIZES.keySet() + ", found " + name);
      }
      try (BenchmarkFiles model = BenchmarkFiles.none()) {
        figures.put(name, measure(name, model.output(), summary));
      }
    }
    summary.put("sizes", figures);
    return ExitCode.SUCCEEDED;
  }

  private Map<String, Object> measure(String name, Path folder, CommandSummary summary)
      throws Exception {
    RandomSam.Size size = SIZES.get(name);
    Path weights = folder.resolve(name + ".safetensors");
    Checkpoint checkpoint = RandomSam.write(weights, size);
    Bundle bundle = BundleImport.checkpoint(weights, Optional.empty(), folder.resolve(name));
    Settings settings = options.resolve(Job.MASKS, bundle, preset.name());
    summary.settings(settings);
    DeviceSettings device = DeviceSettings.from(settings).orThreads(1);
    Device resolved = OnnxRuntime.resolve(device.device());
    double peak = peak(resolved, device);
    result(
        "%s on %s in %s, products of matrices at %,.0f GMAC/s"
            .formatted(
                name, resolved, device.precision().name().toLowerCase(Locale.ROOT), peak / 1e9));
    DeviceFigures graphs =
        new DeviceFigures(
            SamArchitecture.of(checkpoint, size.stated(), name),
            checkpoint,
            resolved,
            device.precision(),
            peak,
            figure -> result(line(figure)));
    result(
        "%-32s %8s %12s %12s %14s"
            .formatted("", "at once", "ms a call", "a second", "of the peak"));
    List<DeviceFigures.Figure> reached = new ArrayList<>(graphs.encoder(imagesAtOnce));
    reached.addAll(graphs.decoder(promptsAtOnce));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("peak_gmac_per_second", peak / 1e9);
    figures.put("graphs", reached);
    if (!graphsOnly) {
      figures.put("whole", whole(bundle, device, GeneratorSettings.from(settings)));
    }
    return figures;
  }

  private static double peak(Device device, DeviceSettings settings) throws OrtException {
    try (MatrixProduct product =
        new MatrixProduct(device, settings.precision(), settings.threads().orElseThrow())) {
      product.peak(2);
      return product.peak(PRODUCT_ROUNDS);
    }
  }

  private static String line(DeviceFigures.Figure figure) {
    return "%-32s %8d %12.2f %12.1f %13.1f%%"
        .formatted(
            figure.graph(),
            figure.atOnce(),
            figure.milliseconds(),
            figure.perSecond(),
            100 * figure.peakShare());
  }

  private List<SharedModel.Figure> whole(
      Bundle bundle, DeviceSettings device, GeneratorSettings settings) throws Exception {
    List<SharedModel.Figure> figures = new ArrayList<>();
    try (BenchmarkFiles files =
            BenchmarkFiles.copies(count, BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH);
        Segmenter segmenter = bundle.load(device)) {
      Path first = files.images().get(0);
      RgbImage image =
          new ImageDecoder(ImageSettings.defaults())
              .decode(Files.readAllBytes(first), first.toString());
      double threshold = PredictedIous.threshold(segmenter, image, SHARE);
      SharedModel model = new SharedModel(segmenter, settings.withPredIouThresh(threshold), files);
      result(
          "%-8s %10s %10s %10s %10s   %s"
              .formatted(
                  "threads",
                  "images/s",
                  "masks/s",
                  "encodes/s",
                  "prompts/s",
                  "ms of a thread for an image"));
      for (int number : threads) {
        SharedModel.Figure figure = model.run(number);
        result(line(figure));
        figures.add(figure);
      }
    }
    return figures;
  }

  private static String line(SharedModel.Figure figure) {
    List<String> steps =
        figure.milliseconds().entrySet().stream()
            .map(step -> "%s %.0f".formatted(step.getKey(), step.getValue()))
            .toList();
    return "%-8d %10.2f %10.1f %10.1f %10.1f   %s"
        .formatted(
            figure.threads(),
            figure.imagesPerSecond(),
            figure.masksPerSecond(),
            figure.encodesPerSecond(),
            figure.promptsPerSecond(),
            String.join(", ", steps));
  }
}
