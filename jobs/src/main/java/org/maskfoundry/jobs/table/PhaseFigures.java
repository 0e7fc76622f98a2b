package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.dataset.Phase;

/**
 * The figures of a phase with people in it, as section 4 of the paper Segment Anything reports
 * them.
 *
 * @param values by name: {@code images}, {@code masks}, {@code masks_per_image}; {@code
 *     masks_automatic}, {@code masks_edited}, {@code masks_manual}; of the semi-automatic phase
 *     {@code masks_per_image_without_automatic}, {@code seconds_per_added_mask}; {@code
 *     seconds_median}, {@code seconds_mean} of a mask, the same {@code _capped}, {@code
 *     share_over_30_seconds}; {@code size_p10}, {@code size_median}, {@code size_p90} of {@code
 *     sqrt(mask area / image area)}; those that nothing is known for are left out
 * @param masksByAnnotator masks by person
 */
public record PhaseFigures(Map<String, Double> values, Map<String, Long> masksByAnnotator) {

  /** Nothing is there. */
  public static final PhaseFigures NONE = new PhaseFigures(Map.of(), Map.of());

  /** Past it, the paper's annotators went on to the next image. */
  private static final int LONG_SECONDS = 30;

  private static final int ACCURACY = 10_000;

  /** Copies the maps, in their order. */
  public PhaseFigures {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    masksByAnnotator = Collections.unmodifiableMap(new TreeMap<>(masksByAnnotator));
  }

  /**
   * The figures of the newest rows of a phase.
   *
   * @param rows rows of any phase
   * @param secondsCap masks that took longer count as this long in the capped figures
   */
  public static PhaseFigures of(Dataset<Row> rows, Phase phase, double secondsCap) {
    Dataset<Row> images =
        DatasetReader.newest(rows.filter(col("phase").equalTo(phase.tableName())))
            .filter(col("error").isNull());
    Dataset<Row> masks = images.select(col("image"), explode(col("annotations")).as("mask"));
    Map<String, Double> values = new LinkedHashMap<>();
    put(
        values,
        images.agg(
            count(lit(1)).cast("double").as("images"),
            avg(size(col("annotations"))).as("masks_per_image")));
    Column seconds = col("mask.seconds");
    // The least of nothing and the cap would be the cap.
    Column capped = when(seconds.isNotNull(), least(seconds, lit(secondsCap)));
    Column pixels = col("image.width").cast("double").multiply(col("image.height"));
    Column relativeSize = sqrt(col("mask.area").divide(pixels));
    Column added = col("mask.source").equalTo(MaskSource.MANUAL.tableName());
    put(
        values,
        masks.agg(
            count(lit(1)).cast("double").as("masks"),
            of(MaskSource.AUTOMATIC).as("masks_automatic"),
            of(MaskSource.AUTOMATIC_EDITED).as("masks_edited"),
            of(MaskSource.MANUAL).as("masks_manual"),
            median(seconds).as("seconds_median"),
            avg(seconds).as("seconds_mean"),
            median(capped).as("seconds_median_capped"),
            avg(capped).as("seconds_mean_capped"),
            avg(when(seconds.gt(LONG_SECONDS), 1.0).when(seconds.isNotNull(), 0.0))
                .as("share_over_30_seconds"),
            quantile(relativeSize, 0.1).as("size_p10"),
            median(relativeSize).as("size_median"),
            quantile(relativeSize, 0.9).as("size_p90")));
    if (phase == Phase.SEMI_AUTOMATIC) {
      put(
          values,
          masks.agg(
              avg(when(added, seconds)).as("seconds_per_added_mask"),
              avg(when(added, capped)).as("seconds_per_added_mask_capped")));
      if (values.get("images") > 0) {
        values.put(
            "masks_per_image_without_automatic",
            values.getOrDefault("masks_manual", 0.0) / values.get("images"));
      }
    }
    return new PhaseFigures(values, byAnnotator(masks));
  }

  /** How many masks are of a source, nothing where there are none. */
  private static Column of(MaskSource source) {
    return sum(when(col("mask.source").equalTo(source.tableName()), 1.0));
  }

  private static Column median(Column value) {
    return quantile(value, 0.5);
  }

  private static Column quantile(Column value, double share) {
    return percentile_approx(value, lit(share), lit(ACCURACY));
  }

  private static void put(Map<String, Double> values, Dataset<Row> figures) {
    Row row = figures.first();
    for (int i = 0; i < row.length(); i++) {
      if (!row.isNullAt(i)) {
        values.put(row.schema().fieldNames()[i], row.getDouble(i));
      }
    }
  }

  private static Map<String, Long> byAnnotator(Dataset<Row> masks) {
    Map<String, Long> counts = new TreeMap<>();
    masks
        .filter(col("mask.annotator").isNotNull())
        .groupBy(col("mask.annotator"))
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }
}
