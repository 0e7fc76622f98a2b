package org.maskfoundry.jobs.cli;

import static org.apache.spark.sql.functions.col;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.output.ExportCounts;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.spark.output.ParquetExport;
import org.maskfoundry.jobs.spark.output.Sa1bExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: a dataset in a format that others read. */
@Command(
    name = "export",
    description = {
      "Write the masks of a dataset for others to read.",
      "",
      "sa-1b: sa_N.json beside a copy of the image, N being the image's id. parquet: plain Parquet"
          + " files, one row per image with SA-1B's fields. Images without masks are written; those"
          + " that failed are left out and counted."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry export --dataset masks --format sa-1b --output released",
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
    SparkSession spark =
        summary.time("start_spark", () -> SparkSessions.start("maskfoundry export"));
    OutputFolder folder = output.openEmpty(spark);
    Dataset<Row> rows = dataset.open(spark).newestRows(dataset.selection());
    long failed = rows.filter(col("error").isNotNull()).count();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    ExportCounts counts =
        summary.time("export", () -> write(rows.filter(col("error").isNull()), folder, hadoop));
    summary.count("images", counts.images());
    summary.count("masks", counts.masks());
    summary.count("error_rows", failed);
    summary.count("unreadable", counts.unreadable());
    summary.location("output", folder.name());
    result(
        "%d images with %d masks in %s; %d failed images left out"
            .formatted(counts.images(), counts.masks(), folder.name(), failed));
    if (counts.unreadable() == 0) {
      return ExitCode.SUCCEEDED;
    }
    counts.problems().forEach(this::progress);
    progress("%d images could not be copied and are missing".formatted(counts.unreadable()));
    return ExitCode.FAILED;
  }

  private ExportCounts write(Dataset<Row> rows, OutputFolder folder, Configuration hadoop) {
    return switch (format) {
      case SA_1B -> new Sa1bExport(folder, hadoop).write(rows);
      case PARQUET -> new ParquetExport(folder).write(rows);
    };
  }
}
