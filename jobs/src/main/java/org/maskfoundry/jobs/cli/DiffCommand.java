package org.maskfoundry.jobs.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}: what became of a dataset between two versions. */
@Command(
    name = "diff",
    description = {
      "Count the images and masks that were added, removed and changed between two versions.",
      "",
      "The newest row of each image counts, images that failed are in no version. Masks are the"
          + " same by image and id; one is changed where its segmentation, scores, source, annotator"
          + " or attributes differ."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry diff --dataset masks v1 v2",
      "  maskfoundry diff --dataset masks v1 main --output changes.jsonl"
    })
final class DiffCommand extends SummarisedCommand {

  @Mixin private DatasetNameOption dataset;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "The first version: a tag, a run's id, a snapshot's number, or main.")
  private String before;

  @Parameters(index = "1", paramLabel = "B", description = "The second version, likewise.")
  private String after;

  @Option(
      names = "--output",
      paramLabel = "FILE.jsonl",
      description = "Write a line for each image that is not the same, as JSON.")
  private Path output;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    return new DiffRun(dataset.name(), before, after, Optional.ofNullable(output))
        .compare(this, summary);
  }
}
