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
          + " masks are known, so that it can be counted how many objects were found."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry demo",
      "  maskfoundry demo --images my-photos --output look --set points_per_side=16"
    })
final class DemoCommand extends SummarisedCommand {

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Images to use in place of the demo's own: a folder, a file or a glob.")
  private String images;

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
    return new DemoRun(Optional.ofNullable(images), output, overrides).show(this, summary);
  }
}
