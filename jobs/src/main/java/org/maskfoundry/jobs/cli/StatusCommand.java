package org.maskfoundry.jobs.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status}: how the runs of a dataset stand. */
@Command(
    name = "status",
    description = {
      "Tell how the runs of a dataset stand: how far they are, what failed, when they may end.",
      "",
      "Without --run: every run that has not ended, or the last one. What a run has done is told"
          + " as of its last finished wave."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry status --dataset masks",
      "  maskfoundry status --dataset masks --run 20261127T065736Z-711e71bc --json status.json"
    })
final class StatusCommand extends SummarisedCommand {

  @Option(
      names = "--dataset",
      paramLabel = "DIR",
      required = true,
      description = "The dataset: the folder that was given to generate as --output.")
  private String dataset;

  @Option(names = "--run", paramLabel = "ID", description = "This run only.")
  private String run;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    return new StatusRun(dataset, Optional.ofNullable(run)).tell(this, summary);
  }
}
