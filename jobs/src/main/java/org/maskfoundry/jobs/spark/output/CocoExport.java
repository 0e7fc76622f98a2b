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
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.export.CocoJson;
import org.maskfoundry.jobs.spark.RowMapping;

/** Writes rows as one COCO file, {@code annotations.json}; images stay where they are. */
public final class CocoExport {

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

  /** Writes rows without errors, each image once, in the order of their paths. */
  public ExportCounts write(Dataset<Row> rows) {
    Dataset<Row> sorted = rows.orderBy(col("image.file_name"), col("image.image_id"));
    ExportCounts counts = ExportCounts.NONE;
    try (OutputStream stream = new BufferedOutputStream(folder.create(FILE));
        CocoJson json = new CocoJson(stream, categories(rows))) {
      Iterator<Row> images = sorted.select(col("image")).toLocalIterator();
      while (images.hasNext()) {
        json.image(RowMapping.image(images.next()));
      }
      for (Iterator<ImageRow> annotated = images(sorted); annotated.hasNext(); ) {
        ImageRow image = annotated.next();
        for (MaskAnnotation annotation : image.annotations()) {
          json.annotation(image.image(), annotation);
        }
        counts = counts.plus(ExportCounts.written(image.annotations().size()));
      }
      return counts;
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "%s/%s cannot be written: %s".formatted(folder.name(), FILE, failure.getMessage()),
          failure);
    }
  }

  private static Iterator<ImageRow> images(Dataset<Row> rows) {
    Iterator<Row> read = rows.toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return read.hasNext();
      }

      @Override
      public ImageRow next() {
        return RowMapping.toImageRow(read.next());
      }
    };
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
