package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.bench.BenchmarkFiles;
import org.maskfoundry.bench.EndToEnd;
import org.maskfoundry.bench.GeneratorComparison;
import org.maskfoundry.bench.StepTable;
import org.maskfoundry.config.Settings;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.UnsplitSegmenter;
import org.maskfoundry.model.graph.MatrixProduct;
import org.maskfoundry.model.graph.ModelWork;
import org.maskfoundry.segment.GeneratorSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench}: what masks cost on this machine. */
@Command(
    name = "bench",
    description = {
      "Measure what masks cost on this machine: each step of the way from image files to records,"
          + " and a prompt beside the plain way of finding masks, in turn.",
      "",
      "One thread unless told otherwise with --set threads=N."
    },
    subcommands = {
      BenchMemoryCommand.class,
      BenchSoakCommand.class,
      BenchSparkCommand.class,
      BenchDeviceCommand.class,
      BenchSizesCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry bench",
      "  maskfoundry bench --model vit_b --images photos --json bench.json",
      "  maskfoundry bench --model vit_b --images photo.jpg --preset sa-1b --set threads=2"
    })
final class BenchCommand extends SummarisedCommand {

  @Option(
      names = "--images",
      paramLabel = "PATH",
      description = "A folder of images or one image; rendered scenes where it is absent.")
  private Path images;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most images of the folder (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--share",
      paramLabel = "SHARE",
      defaultValue = "0.15",
      description =
          "Share of the masks that predicted IoU leaves in the comparison with the plain way"
              + " (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(names = "--no-comparison", description = "Leave out the comparison, which takes minutes.")
  private boolean withoutComparison;

  @Mixin private MeasuredModel model;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Bundle bundle = model.bundle();
    Settings settings = model.settings(Job.MASKS, bundle, summary);
    try (BenchmarkFiles files = BenchmarkFiles.of(Optional.ofNullable(images), limit)) {
      summary.time("steps", () -> steps(bundle, settings, files, summary));
      if (!withoutComparison) {
        summary.time("comparison", () -> compare(bundle, settings, files.images().get(0), summary));
      }
    }
    return ExitCode.SUCCEEDED;
  }

  private Void steps(Bundle bundle, Settings settings, BenchmarkFiles files, CommandSummary summary)
      throws Exception {
    DeviceSettings device = DeviceSettings.from(settings).orThreads(1);
    try (Segmenter segmenter = bundle.load(device);
        MatrixProduct product =
            new MatrixProduct(
                OnnxRuntime.resolve(device.device()),
                device.precision(),
                device.threads().orElseThrow())) {
      summary.model(segmenter.description());
      EndToEnd work =
          new EndToEnd(
              segmenter,
              GeneratorSettings.from(settings),
              ImageSettings.from(settings),
              files.output());
      work.run(List.of(files.images().get(0)));
      double peak = product.peak(20);
      EndToEnd.Result result = work.run(files.images());
      StepTable table =
          new StepTable(result, work(bundle, device), Math.max(peak, product.peak(20)));
      result(
          "%s on %s, images: %d"
              .formatted(bundle.name(), segmenter.description().device(), result.images()));
      table.lines().forEach(this::result);
      summary.put("steps", table.rows().stream().map(StepTable.Row::toMap).toList());
      summary.put("figures", table.figures());
    }
    return null;
  }

  private static Optional<ModelWork> work(Bundle bundle, DeviceSettings device) {
    return UnsplitSegmenter.of(bundle)
        .map(model -> model.work(OnnxRuntime.resolve(device.device()), device.precision()));
  }

  private Void compare(Bundle bundle, Settings settings, Path file, CommandSummary summary)
      throws IOException, ImageException {
    RgbImage image =
        new ImageDecoder(ImageSettings.from(settings))
            .decode(Files.readAllBytes(file), file.toString());
    GeneratorSettings masks = GeneratorSettings.from(settings);
    GeneratorComparison comparison = new GeneratorComparison(bundle, masks, image);
    result("");
    result(
        "A prompt on %s, processor milliseconds of one thread; predicted IoU leaves %.0f %% of the masks:"
            .formatted(file.getFileName(), 100 * share));
    result(
        "%-12s %10s %10s %8s  %-20s %6s %6s %6s %10s"
            .formatted(
                "stability >=",
                "plain",
                "ours",
                "ratio",
                "rounds",
                "plain",
                "ours",
                "equal",
                "least IoU"));
    List<GeneratorComparison.Result> results = new ArrayList<>();
    for (double stability : new double[] {masks.stabilityScoreThresh(), 0}) {
      GeneratorComparison.Result found = comparison.run(share, stability);
      result(line(found));
      results.add(found);
    }
    summary.put("comparison", results);
    return null;
  }

  private static String line(GeneratorComparison.Result found) {
    List<String> rounds = found.ratios().stream().map(ratio -> "%.2f".formatted(ratio)).toList();
    return "%-12s %10.2f %10.2f %8.2f  %-20s %6d %6d %6d %10.6f"
        .formatted(
            found.stabilityScoreThresh(),
            found.plainMillis(),
            found.ownMillis(),
            found.ratio(),
            String.join(", ", rounds),
            found.plainMasks(),
            found.ownMasks(),
            found.equal(),
            found.leastIou());
  }
}
