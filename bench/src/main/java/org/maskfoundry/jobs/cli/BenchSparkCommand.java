package org.maskfoundry.jobs.cli;

import org.maskfoundry.bench.BenchmarkFiles;
import org.maskfoundry.bench.SparkComparison;
import org.maskfoundry.config.Settings;
import org.maskfoundry.model.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench spark}: what Spark and the tables cost. */
@Command(
    name = "spark",
    description = {
      "Compare generate with two Spark tasks with a plain loop of two threads on the same rendered"
          + " scenes. Spark's start is not counted; half of the loop runs before it, half after."
    },
    footer = {"", "Example:", "  maskfoundry bench spark --count 500 --set points_per_side=8"})
final class BenchSparkCommand extends SummarisedCommand {

  private static final int HEIGHT = 240;
  private static final int WIDTH = 320;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many images (default: ${DEFAULT-VALUE}).")
  private int count;

  @Mixin private MeasuredModel model;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Bundle bundle = model.bundle();
    Settings settings = model.settings(Job.GENERATE, bundle, summary);
    try (BenchmarkFiles files = BenchmarkFiles.rendered(count, HEIGHT, WIDTH)) {
      SparkComparison.Result found = new SparkComparison(bundle, settings, files).run();
      result("%-22s %10s %10s %8s".formatted("", "seconds", "images/s", "masks"));
      result(line("two threads", found.images(), found.loopSeconds(), found.loopMasks()));
      result(
          line("generate in local[2]", found.images(), found.sparkSeconds(), found.sparkMasks()));
      result("%.1f %% of the loop's throughput".formatted(100 * found.share()));
      summary.put("spark", found);
    }
    return ExitCode.SUCCEEDED;
  }

  private static String line(String name, int images, double seconds, long masks) {
    return "%-22s %10.2f %10.2f %8d".formatted(name, seconds, images / seconds, masks);
  }
}
