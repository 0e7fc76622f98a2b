package org.maskfoundry.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code versions}: what a dataset held when. */
@Command(
    name = "versions",
    description = {
      "List a dataset's versions: its tags with what they hold, and the runs that published with"
          + " what each added.",
      "",
      "A run's version goes when maintain expires it, unless it has a tag; its rows stay in the"
          + " dataset."
    },
    footer = {"", "Example:", "  maskfoundry versions --dataset masks"})
final class VersionsCommand extends SummarisedCommand {

  @Mixin private DatasetNameOption dataset;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    return new VersionsRun(dataset.name()).list(this, summary);
  }
}
