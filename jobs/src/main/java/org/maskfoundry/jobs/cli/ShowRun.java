package org.maskfoundry.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.jobs.spark.DecodingOfRuns;
import org.maskfoundry.jobs.spark.ImageReader;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.output.MaskGallery;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.table.DatasetReader;

/**
 * What {@code show} does on Spark, apart from the command, whose class is loaded without Spark.
 *
 * @param dataset the rows
 * @param output the folder
 * @param limit most images
 */
record ShowRun(DatasetOption dataset, OutputFolderOption output, int limit) {

  ExitCode show(SummarisedCommand command, CommandSummary summary) throws Exception {
    SparkSession spark = summary.time("start_spark", () -> SparkSessions.start("maskfoundry show"));
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    DatasetReader reader = DatasetReader.open(spark, dataset.name());
    OutputFolder folder = OutputFolder.of(output.folder(), hadoop);
    Dataset<Row> rows = reader.newestRows(dataset.selection());
    long images = rows.count();
    long failed = rows.filter(col("error").isNotNull()).count();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Dataset", dataset.name());
    facts.put("Images", Long.toString(images));
    facts.put("Failed", Long.toString(failed));
    facts.put("Shown", Long.toString(Math.min(images, limit)));
    try (ImageReader reading = new ImageReader(hadoop);
        MaskGallery gallery =
            new MaskGallery(folder, reading, "Masks of " + dataset.name(), facts)) {
      summary.time("draw", () -> draw(rows, new DecodingOfRuns(reader), gallery));
    }
    summary.count("images", images);
    summary.count("error_rows", failed);
    summary.count("shown", Math.min(images, limit));
    String page = folder.name() + "/" + MaskGallery.PAGE;
    summary.location("page", page);
    command.result(page);
    return ExitCode.SUCCEEDED;
  }

  private Void draw(Dataset<Row> rows, DecodingOfRuns decoding, MaskGallery gallery)
      throws Exception {
    Iterator<Row> shown =
        rows.orderBy(col("image.file_name"), col("image.image_id")).limit(limit).toLocalIterator();
    while (shown.hasNext()) {
      ImageRow row = RowMapping.toImageRow(shown.next());
      gallery.add(row, decoding.of(row), "");
    }
    return null;
  }
}
