package org.maskfoundry.jobs.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;

/**
 * Rows for the driver to go through in the order of their images' paths, of which it holds a piece
 * at a time.
 */
public final class RowsByPath {

  /** Tens of megabytes, as a rule: Spark refuses a piece of a gigabyte. */
  private static final long MASKS_AT_ONCE = 100_000;

  private static final Column[] ORDER = {col("image.file_name"), col("image.image_id")};

  private final Dataset<Row> sorted;

  private RowsByPath(Dataset<Row> sorted) {
    this.sorted = sorted;
  }

  /** Sorts rows, which are read when the iterators are. */
  public static RowsByPath of(Dataset<Row> rows) {
    return of(rows, MASKS_AT_ONCE);
  }

  /**
   * Sorts rows.
   *
   * @param atOnce about how many masks make a piece; an image counts as one more
   */
  static RowsByPath of(Dataset<Row> rows, long atOnce) {
    Column weight = size(col("annotations.id")).plus(1).cast("long");
    long all = rows.agg(coalesce(sum(weight), lit(0L))).first().getLong(0);
    int pieces = Math.toIntExact(1 + all / atOnce);
    // A plain sort has as many pieces as a shuffle, however many the rows, and Spark joins those
    // that it takes for small; where a number is stated, it stays.
    return new RowsByPath(rows.repartitionByRange(pieces, ORDER).sortWithinPartitions(ORDER));
  }

  /** The images alone. */
  public Iterator<ImageReference> images() {
    return mapped(sorted.select(col("image")), RowMapping::image);
  }

  /** The images with their masks. */
  public Iterator<ImageRow> rows() {
    return mapped(sorted, RowMapping::toImageRow);
  }

  int pieces() {
    return sorted.toJavaRDD().getNumPartitions();
  }

  private static <T> Iterator<T> mapped(Dataset<Row> rows, Function<Row, T> mapping) {
    Iterator<Row> read = rows.toLocalIterator();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(read, Spliterator.ORDERED), false)
        .map(mapping)
        .iterator();
  }
}
