package org.maskfoundry.jobs.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;
import org.maskfoundry.dataset.ImageRow;

/**
 * What tasks count while they work.
 *
 * @param images images with a row
 * @param failed those of them that failed
 * @param masks masks of all of them
 */
record TaskCounters(LongAccumulator images, LongAccumulator failed, LongAccumulator masks)
    implements Serializable {

  static TaskCounters of(SparkContext spark) {
    return new TaskCounters(
        spark.longAccumulator("images"),
        spark.longAccumulator("failed"),
        spark.longAccumulator("masks"));
  }

  void count(ImageRow row) {
    images.add(1);
    failed.add(row.error().isPresent() ? 1 : 0);
    masks.add(row.annotations().size());
  }

  List<LongAccumulator> all() {
    return List.of(images, failed, masks);
  }
}
