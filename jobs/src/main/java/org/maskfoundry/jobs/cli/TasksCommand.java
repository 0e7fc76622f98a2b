package org.maskfoundry.jobs.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tasks}: the masks of a dataset as proposals for annotators. */
@Command(
    name = "tasks",
    description = {
      "Make tasks for an annotation tool, with the masks of a dataset as proposals.",
      "",
      "Annotators see the images, or with --painted the copies that paint made. Each proposal has"
          + " our id of the mask, by which ingest --phase semi_automatic knows it again. Beside the"
          + " files to import stands a manifest: which image is in which file."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry tasks --dataset dataset --phase semi_automatic --tool label-studio \\",
      "    --output tasks --batch-images 200",
      "  maskfoundry tasks --dataset dataset --tool cvat --painted painted --output tasks"
    })
final class TasksCommand extends SummarisedCommand {

  @Mixin private DatasetOption dataset;

  @Mixin private AnnotationToolOption tool;

  @Option(
      names = "--painted",
      paramLabel = "DIR",
      description = "Show the copies that paint wrote to this folder, in place of the images.")
  private String painted;

  @Mixin private OutputFolderOption output;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    tool.check();
    TasksRun tasks =
        new TasksRun(
            dataset.name(),
            dataset.selection(),
            output.folder(),
            Optional.ofNullable(painted),
            tool);
    return tasks.startAndWrite(this, summary);
  }
}
