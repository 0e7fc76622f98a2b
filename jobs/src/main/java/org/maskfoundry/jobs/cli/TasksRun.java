package org.maskfoundry.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.jobs.spark.RowsByPath;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.spark.tasks.ShownPictures;
import org.maskfoundry.jobs.spark.tasks.TaskCounts;
import org.maskfoundry.jobs.spark.tasks.TaskFiles;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.RowSelection;

/**
 * Writes tasks for annotators of the rows of a dataset.
 *
 * @param dataset the rows
 * @param selection which of them
 * @param output the folder
 * @param painted the folder of painted copies, empty where the images themselves are shown
 * @param tool whose tasks are made
 */
record TasksRun(
    String dataset,
    RowSelection selection,
    String output,
    Optional<String> painted,
    AnnotationToolOption tool) {

  /** Starts Spark first: the command itself is loaded where there is none. */
  ExitCode startAndWrite(SummarisedCommand command, CommandSummary summary) throws Exception {
    summary.time("start_spark", () -> SparkSessions.start("maskfoundry tasks"));
    return SparkFailures.unwrap(() -> write(command, summary));
  }

  ExitCode write(SummarisedCommand command, CommandSummary summary) throws Exception {
    SparkSession spark = SparkSession.active();
    OutputFolder folder = OutputFolder.of(output, spark.sparkContext().hadoopConfiguration());
    TaskCounts counts = summary.time("tasks", () -> write(spark, folder));
    summary.count("tasks", counts.images());
    summary.count("proposals", counts.masks());
    summary.count("unpainted", counts.unpainted());
    summary.put("task_files", counts.files());
    summary.location("tasks", folder.name() + "/" + counts.files().get(0));
    summary.location("tasks_manifest", folder.name() + "/" + TaskFiles.MANIFEST);
    if (counts.unpainted() > 0) {
      command.progress(
          "%,d images have no painted picture and no task; run paint again, and look at its errors"
              .formatted(counts.unpainted()));
    }
    command.result(
        "%,d tasks with %,d masks in %s/%s%s"
            .formatted(
                counts.images(),
                counts.masks(),
                folder.name(),
                counts.files().get(0),
                counts.files().size() == 1 ? "" : " to " + last(counts)));
    return ExitCode.SUCCEEDED;
  }

  private static String last(TaskCounts counts) {
    return counts.files().get(counts.files().size() - 1);
  }

  private TaskCounts write(SparkSession spark, OutputFolder folder) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    DatasetReader reader = DatasetReader.open(spark, dataset);
    ShownPictures pictures =
        painted.isPresent()
            ? ShownPictures.painted(OutputFolder.of(painted.get(), hadoop))
            : ShownPictures.ORIGINALS;
    RowsByPath images = RowsByPath.of(reader.newestRows(selection).filter(col("error").isNull()));
    return tool.files(pictures).write(folder, images.rows(), reader::modelName);
  }
}
