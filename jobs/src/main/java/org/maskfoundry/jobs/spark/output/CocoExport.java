package org.maskfoundry.jobs.spark.output;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.export.CocoJson;
import org.maskfoundry.jobs.spark.RowsByPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes rows as one COCO file, {@code annotations.json}; images stay where they are. */
public final class CocoExport {

  private static final Logger LOG = LoggerFactory.getLogger(CocoExport.class);

  private static final String FILE = "annotations.json";

  private final OutputFolder folder;

  /**
   * An export.
   *
   * @param folder takes the file; the driver writes it
   */
  public CocoExport(OutputFolder folder) {
    this.folder = folder;
  }

  /**
   * Writes rows without errors, each image once, in the order of their paths; the file is whole or
   * there is none.
   */
  public ExportCounts write(Dataset<Row> rows) {
    boolean isWhole = false;
    try {
      ExportCounts counts = writeFile(rows);
      isWhole = true;
      return counts;
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "%s/%s cannot be written: %s".formatted(folder.name(), FILE, failure.getMessage()),
          failure);
    } finally {
      if (!isWhole) {
        removeFile();
      }
    }
  }

  /** The lists of the file are ended as it is closed, so that half of it would look like all. */
  private void removeFile() {
    try {
      folder.delete(FILE);
    } catch (IOException unremoved) {
      // What went wrong before is what people have to know.
      LOG.warn("{}/{} is not whole and cannot be removed", folder.name(), FILE, unremoved);
    }
  }

  private ExportCounts writeFile(Dataset<Row> rows) throws IOException {
    RowsByPath sorted = RowsByPath.of(rows);
    ExportCounts counts = ExportCounts.NONE;
    try (OutputStream stream = new BufferedOutputStream(folder.create(FILE));
        CocoJson json = new CocoJson(stream, categories(rows))) {
      for (Iterator<ImageReference> images = sorted.images(); images.hasNext(); ) {
        json.image(images.next());
      }
      for (Iterator<ImageRow> annotated = sorted.rows(); annotated.hasNext(); ) {
        ImageRow image = annotated.next();
        for (MaskAnnotation annotation : image.annotations()) {
          json.annotation(image.image(), annotation);
        }
        counts = counts.plus(ExportCounts.written(image.annotations().size()));
      }
      return counts;
    }
  }

  private static List<String> categories(Dataset<Row> rows) {
    return rows.select(explode(col("annotations.attributes")).as("attributes"))
        .select(coalesce(col("attributes").getItem("label"), lit(CocoJson.UNLABELLED)).as("label"))
        .distinct()
        .orderBy(col("label"))
        .as(Encoders.STRING())
        .collectAsList();
  }
}
