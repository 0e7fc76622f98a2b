package org.maskfoundry.jobs.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of annotations, by code.
 *
 * @param rejected annotations that were refused
 * @param dropped what was left out that is no mistake
 * @param findings what was noted of masks that are kept
 */
public record RejectionCounts(
    Map<String, Long> rejected, Map<String, Long> dropped, Map<String, Long> findings) {

  /** Nothing was read. */
  public static final RejectionCounts NONE = new RejectionCounts(Map.of(), Map.of(), Map.of());

  /** Copies the maps. */
  public RejectionCounts {
    rejected = Map.copyOf(rejected);
    dropped = Map.copyOf(dropped);
    findings = Map.copyOf(findings);
  }

  /**
   * Counts over the newest row of each image.
   *
   * @param findingsAttribute the attribute of a mask that lists what was noted of it
   */
  public static RejectionCounts of(Dataset<Row> rows, String findingsAttribute) {
    Dataset<Row> newest = DatasetReader.newest(rows);
    Column findings = col("annotation.attributes").getItem(findingsAttribute);
    return new RejectionCounts(
        counted(newest.select(explode(col("rejections.code")).as("code")), count(lit(1))),
        counted(
            newest
                .select(explode(map_entries(col("dropped"))).as("entry"))
                .select(col("entry.key").as("code"), col("entry.value").as("number")),
            sum(col("number"))),
        counted(
            newest
                .select(explode(col("annotations")).as("annotation"))
                .select(explode(coalesce(split(findings, ","), array())).as("code")),
            count(lit(1))));
  }

  private static Map<String, Long> counted(Dataset<Row> codes, Column number) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : codes.groupBy(col("code")).agg(number).collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    return counts;
  }

  /** All annotations that were refused. */
  public long allRejected() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
