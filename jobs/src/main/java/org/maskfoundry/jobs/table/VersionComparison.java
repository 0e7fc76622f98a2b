package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Iterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of a dataset from one version to another. An image is in a version where its newest
 * row there has no error; images are the same by {@code image_id}, masks by image and {@code id}. A
 * mask is changed where its segmentation, predicted IoU, stability score, source, annotator or
 * attributes differ. Masks are compared by 64 bits of those, so that no segmentation crosses a
 * shuffle.
 */
public final class VersionComparison {

  private static final String ADDED = "added";
  private static final String REMOVED = "removed";
  private static final String CHANGED = "changed";
  private static final String UNCHANGED = "unchanged";
  private static final String MASKS = "array<struct<id:bigint,digest:bigint>>";
  private static final String DIGESTS =
      """
      transform(annotations, a -> named_struct('id', a.id, 'digest', xxhash64(to_json(named_struct(
        'segmentation', a.segmentation, 'predicted_iou', a.predicted_iou,
        'stability_score', a.stability_score, 'source', a.source, 'annotator', a.annotator,
        'attributes', array_sort(map_entries(a.attributes)))))))
      """;

  private final Dataset<Row> images;

  private VersionComparison(Dataset<Row> images) {
    this.images = images;
  }

  /** Compares the rows that readers find at two snapshots of a dataset; nothing is read yet. */
  static VersionComparison of(Dataset<Row> before, Dataset<Row> after) {
    Dataset<Row> old = masks(before).as("old");
    Dataset<Row> now = masks(after).as("now");
    Dataset<Row> both =
        old.join(now, col("old.image_id").equalTo(col("now.image_id")), "full_outer");
    Column oldMasks = orNone("old.masks");
    Column newMasks = orNone("now.masks");
    Column oldIds = oldMasks.getField("id");
    Column newIds = newMasks.getField("id");
    Column added = size(array_except(newIds, oldIds));
    Column removed = size(array_except(oldIds, newIds));
    Column changed = size(array_except(newMasks, oldMasks)).minus(added);
    return new VersionComparison(
        both.select(
            coalesce(col("now.file_name"), col("old.file_name")).as("file_name"),
            coalesce(col("now.image_id"), col("old.image_id")).as("image_id"),
            when(col("old.image_id").isNull(), ADDED)
                .when(col("now.image_id").isNull(), REMOVED)
                .when(added.plus(removed).plus(changed).gt(0), CHANGED)
                .otherwise(UNCHANGED)
                .as("image"),
            added.as("masks_added"),
            removed.as("masks_removed"),
            changed.as("masks_changed"),
            size(array_intersect(newMasks, oldMasks)).as("masks_unchanged")));
  }

  private static Dataset<Row> masks(Dataset<Row> rows) {
    return rows.filter(col("error").isNull())
        .select(
            col("image.image_id").as("image_id"),
            col("image.file_name").as("file_name"),
            expr(DIGESTS).as("masks"));
  }

  private static Column orNone(String masks) {
    return coalesce(col(masks), array().cast(MASKS));
  }

  /**
   * Numbers of images and masks by what became of them.
   *
   * @param images images
   * @param masks masks
   */
  public record Counts(Changes images, Changes masks) {}

  /**
   * How many came, went and changed.
   *
   * @param added in the second version only
   * @param removed in the first version only
   * @param changed in both, with a difference
   * @param unchanged in both, the same
   */
  public record Changes(long added, long removed, long changed, long unchanged) {}

  /** Counts everything. */
  public Counts counts() {
    Row row =
        images
            .agg(
                images(ADDED),
                images(REMOVED),
                images(CHANGED),
                images(UNCHANGED),
                total("masks_added"),
                total("masks_removed"),
                total("masks_changed"),
                total("masks_unchanged"))
            .first();
    return new Counts(changes(row, 0), changes(row, 4));
  }

  private static Column images(String fate) {
    return count_if(col("image").equalTo(fate));
  }

  private static Column total(String column) {
    return coalesce(sum(col(column)), lit(0L));
  }

  private static Changes changes(Row row, int first) {
    return new Changes(
        row.getLong(first), row.getLong(first + 1), row.getLong(first + 2), row.getLong(first + 3));
  }

  /** One JSON object for each image that is not the same, by path; they are never held at once. */
  public Iterator<String> lines() {
    return images
        .filter(col("image").notEqual(UNCHANGED))
        .orderBy(col("file_name"), col("image_id"))
        .toJSON()
        .toLocalIterator();
  }
}
