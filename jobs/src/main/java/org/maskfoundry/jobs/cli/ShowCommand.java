package org.maskfoundry.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.jobs.spark.ImageReader;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.output.MaskGallery;
import org.maskfoundry.jobs.spark.output.OutputFolder;
import org.maskfoundry.jobs.table.DatasetReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code show}: pictures of a dataset's masks and a page with all of them. */
@Command(
    name = "show",
    description = "Draw the masks of a dataset: overlay PNGs, and one HTML page with all of them.",
    footer = {
      "",
      "Examples:",
      "  maskfoundry show --dataset masks --output look",
      "  maskfoundry show --dataset masks --limit 10 --model-digest 3fa9 --output look"
    })
final class ShowCommand extends SummarisedCommand {

  @Mixin private DatasetOption dataset;

  @Mixin private OutputFolderOption output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many images, by their paths (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    if (limit < 1) {
      throw usage("Option '--limit': expected at least 1, found " + limit);
    }
    SparkSession spark = summary.time("start_spark", () -> SparkSessions.start("maskfoundry show"));
    DatasetReader reader = dataset.open(spark);
    OutputFolder folder = output.open(spark);
    Dataset<Row> rows = reader.newestRows(dataset.selection());
    long images = rows.count();
    long failed = rows.filter(col("error").isNotNull()).count();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Dataset", dataset.toString());
    facts.put("Images", Long.toString(images));
    facts.put("Failed", Long.toString(failed));
    facts.put("Shown", Long.toString(Math.min(images, limit)));
    try (ImageReader reading = new ImageReader(spark.sparkContext().hadoopConfiguration());
        MaskGallery gallery = new MaskGallery(folder, reading, "Masks of " + dataset, facts)) {
      summary.time("draw", () -> draw(rows, new DecodingOfRuns(reader), gallery));
    }
    summary.count("images", images);
    summary.count("error_rows", failed);
    summary.count("shown", Math.min(images, limit));
    String page = folder.name() + "/" + MaskGallery.PAGE;
    summary.location("page", page);
    result(page);
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
