package org.maskfoundry.jobs.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.LongAccumulator;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.jobs.spark.metrics.DeviceUse;

/**
 * What tasks count while they work, under these names in Spark's pages and event log.
 *
 * @param images images with a row
 * @param failed those of them that failed
 * @param masks masks of all of them
 * @param errors images that failed, by error code
 * @param dropped candidates that did not become masks, by reason
 * @param milliseconds time by step, summed over tasks; {@code device_busy} over processes
 * @param batchSplits batches that did not fit the device and were halved
 */
record TaskCounters(
    LongAccumulator images,
    LongAccumulator failed,
    LongAccumulator masks,
    CountsByName errors,
    CountsByName dropped,
    CountsByName milliseconds,
    LongAccumulator batchSplits)
    implements Serializable {

  static TaskCounters of(SparkContext spark) {
    return new TaskCounters(
        spark.longAccumulator("images"),
        spark.longAccumulator("failed"),
        spark.longAccumulator("masks"),
        byName(spark, "errors"),
        byName(spark, "dropped"),
        byName(spark, "milliseconds"),
        spark.longAccumulator("batch_splits"));
  }

  private static CountsByName byName(SparkContext spark, String name) {
    CountsByName counts = new CountsByName();
    spark.register(counts, name);
    return counts;
  }

  /**
   * Counts an image.
   *
   * @param spent what its process used of the device since another image was counted
   */
  void count(ImageRow row, DeviceUse.Spent spent) {
    images.add(1);
    failed.add(row.error().isPresent() ? 1 : 0);
    masks.add(row.annotations().size());
    row.error().ifPresent(error -> errors.add(error.code(), 1));
    dropped.add(row.dropped());
    row.timings().forEach((step, time) -> milliseconds.add(step, Math.round(time)));
    milliseconds.add("device_busy", spent.busyMilliseconds());
    milliseconds.add("wait", spent.waitMilliseconds());
    batchSplits.add(spent.batchSplits());
  }

  List<AccumulatorV2<?, ?>> all() {
    return List.of(images, failed, masks, errors, dropped, milliseconds, batchSplits);
  }
}
