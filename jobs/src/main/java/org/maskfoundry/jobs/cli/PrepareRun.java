package org.maskfoundry.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.annotation.ProposalWriter;
import org.maskfoundry.annotation.ProposedImage;
import org.maskfoundry.annotation.ProposedMask;
import org.maskfoundry.config.Settings;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.jobs.table.RowSelection;
import org.maskfoundry.model.Bundle;

/**
 * What {@code prepare} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param images the source
 * @param output the folder
 * @param tool whose tasks are made
 * @param address how it finds images
 * @param bundle the model
 * @param settings all settings
 */
record PrepareRun(
    String images,
    String output,
    AnnotationTool tool,
    AddressTemplate address,
    Bundle bundle,
    Settings settings) {

  ExitCode prepare(SummarisedCommand command, CommandSummary summary) throws Exception {
    String dataset = output + "/dataset";
    ExitCode outcome =
        new GenerateRun(images, dataset, bundle, settings, RetryErrors.WHEN_CHANGED)
            .generate(command, summary);
    if (outcome != ExitCode.SUCCEEDED) {
      return outcome;
    }
    SparkSession spark = SparkSession.active();
    OutputFolder folder = OutputFolder.of(output, spark.sparkContext().hadoopConfiguration());
    long tasks = summary.time("tasks", () -> write(spark, dataset, folder));
    summary.count("tasks", tasks);
    summary.location("tasks", folder.name() + "/" + tool.file());
    command.result("%,d tasks in %s/%s".formatted(tasks, folder.name(), tool.file()));
    return ExitCode.SUCCEEDED;
  }

  private long write(SparkSession spark, String dataset, OutputFolder folder) throws IOException {
    RowSelection made = RowSelection.generated(bundle.digest(), settings.digest());
    Iterator<Row> rows =
        DatasetReader.open(spark, dataset)
            .newestRows(made)
            .filter(col("error").isNull())
            .orderBy(col("image.file_name"), col("image.image_id"))
            .toLocalIterator();
    long tasks = 0;
    try (OutputStream stream = new BufferedOutputStream(folder.create(tool.file()));
        ProposalWriter writer = tool.writer(stream, bundle.name())) {
      while (rows.hasNext()) {
        writer.write(proposed(RowMapping.toImageRow(rows.next())));
        tasks++;
      }
    }
    return tasks;
  }

  private ProposedImage proposed(ImageRow row) {
    return new ProposedImage(
        address.of(row.image()),
        row.image().height(),
        row.image().width(),
        row.annotations().stream()
            .map(
                mask ->
                    new ProposedMask(
                        Long.toString(mask.id()), mask.mask(), mask.predictedIou().orElse(0.0)))
            .toList());
  }
}
