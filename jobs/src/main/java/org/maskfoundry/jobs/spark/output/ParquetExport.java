package org.maskfoundry.jobs.spark.output;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes rows as plain Parquet files: one row per image with the members of SA-1B's records, {@code
 * image} and {@code annotations}. Masks are COCO's compressed strings.
 */
public final class ParquetExport {

  private static final List<String> IMAGE = List.of("image_id", "width", "height", "file_name");

  private static final List<String> ANNOTATION =
      List.of(
          "id",
          "segmentation",
          "bbox",
          "area",
          "predicted_iou",
          "stability_score",
          "crop_box",
          "point_coords");

  private final OutputFolder folder;

  /** An export to a folder, which executors write to. */
  public ParquetExport(OutputFolder folder) {
    this.folder = folder;
  }

  /** Writes rows without errors. */
  public ExportCounts write(Dataset<Row> rows) {
    rows.select(
            members(col("image"), IMAGE).as("image"),
            transform(col("annotations"), annotation -> members(annotation, ANNOTATION))
                .as("annotations"))
        .write()
        .mode("append")
        .parquet(folder.uri());
    // Not read from the folder: Spark would take its name for a pattern.
    Row counted =
        rows.agg(count(lit(1)), coalesce(sum(size(col("annotations.id"))), lit(0L))).first();
    return new ExportCounts(counted.getLong(0), counted.getLong(1), 0, List.of());
  }

  private static Column members(Column of, List<String> names) {
    return struct(names.stream().map(name -> of.getField(name).as(name)).toArray(Column[]::new));
  }
}
