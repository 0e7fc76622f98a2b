package org.maskfoundry.jobs.cli;

import java.util.Optional;
import org.maskfoundry.annotation.AnnotationFormat;
import org.maskfoundry.config.Settings;
import org.maskfoundry.dataset.Phase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ingest}: what people annotated, as rows of a dataset. */
@Command(
    name = "ingest",
    description = {
      "Read what people annotated in their tools into a dataset, as masks.",
      "",
      "Formats: COCO and LVIS, COCO results, SA-1B, Label Studio, CVAT, LabelMe, label-map PNG,"
          + " Datumaro, Supervisely, YOLO. Annotations are matched with images by file name,"
          + " relative path or the end of a URL, and never guessed. What cannot be read is a"
          + " rejection of the image's row; a rerun changes only the images whose annotations"
          + " changed.",
      "",
      "With --phase semi_automatic the files are what became of the tasks that tasks made: masks"
          + " that prefill found are told by id and pixels as untouched, edited or deleted, all"
          + " others are new."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry ingest --annotations instances.json --images photos --output dataset",
      "  maskfoundry ingest --phase semi_automatic --annotations export.json --images photos \\",
      "    --output dataset",
      "  maskfoundry ingest --annotations labels --format yolo --images photos --output dataset",
      "  maskfoundry ingest --annotations s3a://bucket/export --images s3a://bucket/photos \\",
      "    --output s3a://bucket/dataset --set annotation_error_budget=0.05"
    })
final class IngestCommand extends SummarisedCommand {

  @Option(
      names = "--annotations",
      paramLabel = "PATH",
      required = true,
      description =
          "A file, a folder or a glob of annotation files (json, xml, png, txt), on any Hadoop file"
              + " system.")
  private String annotations;

  @Option(
      names = "--images",
      paramLabel = "PATH",
      required = true,
      description = "The annotated images: a folder, a file or a glob, as generate takes them.")
  private String images;

  @Mixin private DatasetOutputOption output;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      converter = AnnotationFormatOption.Converter.class,
      completionCandidates = AnnotationFormatOption.Names.class,
      description =
          "The format of all files: one of ${COMPLETION-CANDIDATES}. Otherwise each file's content"
              + " tells.")
  private AnnotationFormat format;

  @Option(
      names = "--phase",
      paramLabel = "NAME",
      defaultValue = "assisted_manual",
      description =
          "The phase people annotated in: assisted_manual or semi_automatic (default:"
              + " ${DEFAULT-VALUE}).")
  private Phase phase;

  @Option(
      names = "--coco-images",
      paramLabel = "FILE",
      description =
          "The COCO file that lists the images of COCO results. Without it an image is named by its"
              + " id, as COCO's are.")
  private String cocoImages;

  @Mixin private SettingsOptions options;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    if (phase == Phase.FULLY_AUTOMATIC) {
      throw usage(
          "Option '--phase': nobody annotates in phase fully_automatic; expected assisted_manual or"
              + " semi_automatic");
    }
    Settings settings = options.resolve(Job.INGEST);
    summary.settings(settings);
    return new IngestRun(
            phase,
            annotations,
            images,
            output.dataset(),
            Optional.ofNullable(format),
            Optional.ofNullable(cocoImages),
            settings)
        .ingest(this, summary);
  }
}
