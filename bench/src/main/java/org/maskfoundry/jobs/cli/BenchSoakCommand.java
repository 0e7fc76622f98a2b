package org.maskfoundry.jobs.cli;

import java.util.List;
import org.maskfoundry.bench.BenchmarkFiles;
import org.maskfoundry.bench.EndToEnd;
import org.maskfoundry.bench.Soak;
import org.maskfoundry.config.Settings;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.segment.GeneratorSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench soak}: what a process holds after many images. */
@Command(
    name = "soak",
    description = "Take many images through one process and look at what it holds.",
    footer = {"", "Example:", "  maskfoundry bench soak --count 1000 --set points_per_side=8"})
final class BenchSoakCommand extends SummarisedCommand {

  private static final int SCENES = 25;
  private static final int HEIGHT = 534;
  private static final int WIDTH = 800;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many images (default: ${DEFAULT-VALUE}).")
  private int count;

  @Mixin private MeasuredModel model;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Bundle bundle = model.bundle();
    Settings settings = model.settings(Job.MASKS, bundle, summary);
    DeviceSettings device = DeviceSettings.from(settings).orThreads(1);
    try (BenchmarkFiles files = BenchmarkFiles.rendered(Math.min(SCENES, count), HEIGHT, WIDTH);
        Segmenter segmenter = bundle.load(device)) {
      EndToEnd work =
          new EndToEnd(
              segmenter,
              GeneratorSettings.from(settings),
              ImageSettings.from(settings),
              files.output());
      result("%-8s %14s %14s %10s".formatted("images", "heap MB", "resident MB", "images/s"));
      List<Soak.Sample> samples = new Soak(work, files.images()).run(count, this::print);
      summary.put("samples", samples.stream().map(Soak.Sample::toMap).toList());
    }
    return ExitCode.SUCCEEDED;
  }

  private void print(Soak.Sample sample) {
    result(
        "%-8d %14.1f %14s %10.2f"
            .formatted(
                sample.images(),
                sample.heapMegabytes(),
                sample.residentMegabytes().map("%.0f"::formatted).orElse("-"),
                sample.imagesPerSecond()));
  }
}
