package org.maskfoundry.jobs.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tag}: a name for a dataset as it is. */
@Command(
    name = "tag",
    description = {
      "Name a dataset as it is now, or as a run left it: a version.",
      "",
      "A tag keeps its rows readable whatever later runs add and maintain removes. Commands that"
          + " read a dataset take its name as --dataset-version, diff compares two."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry tag --dataset masks --name v1",
      "  maskfoundry tag --dataset masks --name before-review --run 20261127T065736Z-711e71bc"
    })
final class TagCommand extends SummarisedCommand {

  @Mixin private DatasetNameOption dataset;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "The version's name: letters, digits, '.', '_' and '-'.")
  private String name;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "The dataset as this run left it; without it, as it is now.")
  private String run;

  @Option(names = "--replace", description = "Move the tag if it is there.")
  private boolean replace;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    TagRun tag = new TagRun(dataset.name(), name, Optional.ofNullable(run));
    return replace ? tag.move(this, summary) : tag.make(this, summary);
  }
}
