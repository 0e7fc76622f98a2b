package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of the images of a run.
 *
 * @param images images with a row
 * @param masks masks of all of them
 * @param errors images that failed, by error code
 */
public record RunCounts(long images, long masks, Map<String, Long> errors) {

  /** No images. */
  public static final RunCounts NONE = new RunCounts(0, 0, Map.of());

  /** Copies the map. */
  public RunCounts {
    errors = Map.copyOf(errors);
  }

  /** Counts rows; where an image was tried more than once, its newest row counts. */
  public static RunCounts of(Dataset<Row> rows) {
    return counted(
        rows.groupBy(substring_index(col("image.uri"), "#", 1), col("image.file_name"))
            .agg(max_by(result(), col("provenance.created_at")).as("result")));
  }

  /** Counts rows of which each image has one. */
  static RunCounts ofNewest(Dataset<Row> newest) {
    return counted(newest.select(result().as("result")));
  }

  private static Column result() {
    return struct(col("error.code").as("code"), size(col("annotations.id")).as("masks"));
  }

  private static RunCounts counted(Dataset<Row> results) {
    Dataset<Row> byCode =
        results
            .groupBy(col("result.code"))
            .agg(count(lit(1)).as("images"), sum(col("result.masks")).as("masks"));
    long images = 0;
    long masks = 0;
    Map<String, Long> errors = new TreeMap<>();
    for (Row row : byCode.collectAsList()) {
      images += row.getLong(1);
      masks += row.getLong(2);
      if (!row.isNullAt(0)) {
        errors.put(row.getString(0), row.getLong(1));
      }
    }
    return new RunCounts(images, masks, errors);
  }

  /** Images that failed. */
  public long failed() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Share of the images that failed, 0 to 1; 0 where there are none. */
  public double failedShare() {
    return images == 0 ? 0 : failed() / (double) images;
  }
}
