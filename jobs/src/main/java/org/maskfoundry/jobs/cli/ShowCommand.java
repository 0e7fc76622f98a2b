package org.maskfoundry.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code show}: pictures of a dataset's masks and a page with all of them. */
@Command(
    name = "show",
    description = "Draw the masks of a dataset: overlay PNGs, and one HTML page with all of them.",
    footer = {
      "",
      "Examples:",
      "  maskfoundry show --dataset masks --output look",
      "  maskfoundry show --dataset masks --limit 10 --model-digest 3fa9 --output look"
    })
final class ShowCommand extends SummarisedCommand {

  @Mixin private DatasetOption dataset;

  @Mixin private OutputFolderOption output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many images, by their paths (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    if (limit < 1) {
      throw usage("Option '--limit': expected at least 1, found " + limit);
    }
    return new ShowRun(dataset, output, limit).show(this, summary);
  }
}
