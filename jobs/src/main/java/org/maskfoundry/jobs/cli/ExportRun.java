package org.maskfoundry.jobs.cli;

import static org.apache.spark.sql.functions.col;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.output.CocoExport;
import org.maskfoundry.jobs.spark.output.ExportCounts;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.spark.output.ParquetExport;
import org.maskfoundry.jobs.spark.output.Sa1bExport;
import org.maskfoundry.jobs.table.DatasetReader;

/**
 * What {@code export} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param dataset the rows
 * @param output the folder
 * @param format the format
 */
record ExportRun(DatasetOption dataset, OutputFolderOption output, ExportFormat format) {

  ExitCode export(SummarisedCommand command, CommandSummary summary) throws Exception {
    SparkSession spark =
        summary.time("start_spark", () -> SparkSessions.start("maskfoundry export"));
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    OutputFolder folder = OutputFolder.of(output.folder(), hadoop);
    if (!folder.isEmpty()) {
      // What lies there afterwards is all of one version.
      throw output.refused(folder.name() + " is not empty; expected a new or an empty folder");
    }
    Dataset<Row> rows = DatasetReader.open(spark, dataset.name()).newestRows(dataset.selection());
    long failed = rows.filter(col("error").isNotNull()).count();
    ExportCounts counts =
        summary.time("export", () -> write(rows.filter(col("error").isNull()), folder, hadoop));
    summary.count("images", counts.images());
    summary.count("masks", counts.masks());
    summary.count("error_rows", failed);
    summary.count("unreadable", counts.unreadable());
    summary.location("output", folder.name());
    command.result(
        "%d images with %d masks in %s; %d failed images left out"
            .formatted(counts.images(), counts.masks(), folder.name(), failed));
    if (counts.unreadable() == 0) {
      return ExitCode.SUCCEEDED;
    }
    counts.problems().forEach(command::progress);
    command.progress(
        "%d images could not be copied and are missing".formatted(counts.unreadable()));
    return ExitCode.FAILED;
  }

  private ExportCounts write(Dataset<Row> rows, OutputFolder folder, Configuration hadoop) {
    return switch (format) {
      case SA_1B -> new Sa1bExport(folder, hadoop).write(rows);
      case COCO -> new CocoExport(folder).write(rows);
      case PARQUET -> new ParquetExport(folder).write(rows);
    };
  }
}
