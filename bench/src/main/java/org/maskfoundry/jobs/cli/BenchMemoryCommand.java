package org.maskfoundry.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.bench.MemoryFigures;
import org.maskfoundry.config.Presets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench memory}: what one image needs of memory. */
@Command(
    name = "memory",
    description = {
      "Measure what one image needs of memory at each preset, in a process for each that may use a"
          + " heap of 1 GB.",
    },
    footer = {"", "Example:", "  maskfoundry bench memory --sizes 800x534 2250x1500 6000x4000"})
final class BenchMemoryCommand extends SummarisedCommand {

  @Option(
      names = "--sizes",
      paramLabel = "WIDTHxHEIGHT",
      arity = "1..*",
      defaultValue = "800x534 2250x1500 6000x4000",
      split = " ",
      description = "Sizes of the images (default: ${DEFAULT-VALUE}).")
  private List<String> sizes;

  @Mixin private ModelOption model;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    MemoryFigures figures = new MemoryFigures(model.bundle().folder());
    List<MemoryFigures.Result> results = new ArrayList<>();
    result(
        "%-18s %12s %8s %12s %14s %16s"
            .formatted("preset", "image", "masks", "heap MB", "resident MB", "model alone MB"));
    for (String preset : Presets.names()) {
      for (String size : sizes) {
        if (!size.matches("[1-9][0-9]{1,4}x[1-9][0-9]{1,4}")) {
          throw usage("Expected --sizes such as 800x534, found " + size);
        }
        List<Integer> sides = List.of(size.split("x", 2)).stream().map(Integer::valueOf).toList();
        MemoryFigures.Result found = figures.of(preset, sides.get(0), sides.get(1));
        result(
            "%-18s %12s %8d %12.0f %14.0f %16.0f"
                .formatted(
                    preset,
                    size,
                    found.masks(),
                    found.heapMegabytes(),
                    found.residentMegabytes(),
                    found.loadedMegabytes()));
        results.add(found);
      }
    }
    summary.put("memory", results);
    return ExitCode.SUCCEEDED;
  }
}
