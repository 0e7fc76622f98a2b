package org.maskfoundry.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the whole way from images to masks to look at, with the embedded model. */
@Command(
    name = "demo",
    description = {
      "Find the masks of a few images with the embedded model and show them on a page.",
      "",
      "Without images of your own: photos in the public domain, and rendered scenes whose true"
          + " masks are known, so that it can be counted how many objects were found.",
      "",
      "With --phases all: the whole loop of the data engine on rendered scenes, with simulated"
          + " annotators. They draw prominent objects, a detector is trained on those, prefills"
          + " masks, the annotators correct and complete them, and the model does the rest. The"
          + " share of true objects that are found is told after each phase."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry demo",
      "  maskfoundry demo --phases all --json summary.json",
      "  maskfoundry demo --images my-photos --output look --set points_per_side=16"
    })
final class DemoCommand extends SummarisedCommand {

  /** Half of them are annotated, and some of those are held out. */
  private static final int FEWEST_SCENES = 8;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Images to use in place of the demo's own: a folder, a file or a glob.")
  private String images;

  @Option(
      names = "--phases",
      paramLabel = "NAME",
      defaultValue = "fully_automatic",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private DemoPhases phases;

  @Option(
      names = "--scenes",
      paramLabel = "N",
      defaultValue = "48",
      description = "How many scenes --phases all renders (default: ${DEFAULT-VALUE}).")
  private int scenes;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "maskfoundry-demo",
      description = "Where images, dataset and page are written (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting of generate, over the model's own; repeat for more.")
  private final List<String> overrides = new ArrayList<>();

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    if (phases == DemoPhases.ALL) {
      if (images != null) {
        throw usage("Option '--images': only rendered scenes have known masks for --phases all");
      }
      if (scenes < FEWEST_SCENES) {
        throw usage(
            "Option '--scenes': expected at least %d, found %d".formatted(FEWEST_SCENES, scenes));
      }
      return new DemoPhasesRun(output, scenes, overrides).show(this, summary);
    }
    return new DemoRun(Optional.ofNullable(images), output, overrides).show(this, summary);
  }
}
