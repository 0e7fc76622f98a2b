package org.maskfoundry.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: a dataset in a format that others read. */
@Command(
    name = "export",
    description = {
      "Write the masks of a dataset for others to read.",
      "",
      "sa-1b: sa_N.json beside a copy of the image, N being the image's id. coco: annotations.json"
          + " for all images, which stay where they are; labels are its categories. parquet: plain"
          + " Parquet files, one row per image with SA-1B's fields. Images without masks are"
          + " written; those that failed are left out and counted."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry export --dataset masks --format sa-1b --output released",
      "  maskfoundry export --dataset masks --format coco --phase assisted_manual --output coco",
      "  maskfoundry export --dataset masks --format parquet --output s3a://bucket/masks"
    })
final class ExportCommand extends SummarisedCommand {

  @Mixin private DatasetOption dataset;

  @Mixin private OutputFolderOption output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      required = true,
      converter = ExportFormat.Converter.class,
      completionCandidates = ExportFormat.Names.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private ExportFormat format;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    return new ExportRun(dataset, output, format).export(this, summary);
  }
}
