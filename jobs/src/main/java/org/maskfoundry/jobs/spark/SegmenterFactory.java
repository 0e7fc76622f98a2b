package org.maskfoundry.jobs.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.maskfoundry.jobs.spark.metrics.DeviceUse;
import org.maskfoundry.jobs.spark.metrics.MeasuredSegmenter;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;

/** Gives every task its share in a model; sent to the executors. */
public final class SegmenterFactory implements Serializable {

  private static final long serialVersionUID = 1;

  private final SharedModel model;
  private final TaskSettings settings;

  /** Shares in a bundle, which is made available to the executors of {@code spark}. */
  public SegmenterFactory(Bundle bundle, TaskSettings settings, SparkContext spark) {
    this.model = SharedModel.of(bundle, spark);
    this.settings = settings;
  }

  /**
   * A share for the task that calls, on the task's device.
   *
   * @throws org.maskfoundry.model.ModelException where the model or its device is not there
   */
  public LeasedSegmenter lease() {
    DeviceSettings device = TaskDevice.of(settings.device());
    DeviceUse use = DeviceUse.ofProcess();
    return use.waiting(
        () ->
            SegmenterLease.acquire(
                new SegmenterLease.Key(model.digest(), device),
                () -> new MeasuredSegmenter(model.open().load(device), use)));
  }
}
