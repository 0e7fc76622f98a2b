package org.maskfoundry.jobs.spark.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import org.maskfoundry.dataset.ImageRow;

/** What a process shows of its own work, since it began. */
public final class ProcessMetrics {

  private static volatile MetricRegistry registry = new MetricRegistry();

  private ProcessMetrics() {}

  static void connect(MetricRegistry ofProcess) {
    registry = ofProcess;
    DeviceUse use = DeviceUse.ofProcess();
    gauge("device_busy_share", use::busyShareOfLastMinute);
    gauge("milliseconds.device_busy", () -> use.total().busyMilliseconds());
    gauge("milliseconds.wait", () -> use.total().waitMilliseconds());
    gauge("batch_splits", () -> use.total().batchSplits());
    count("images", 0);
    count("failed", 0);
    count("masks", 0);
  }

  /** Counts an image that has its row. */
  public static void count(ImageRow row) {
    count("images", 1);
    count("failed", row.error().isPresent() ? 1 : 0);
    count("masks", row.annotations().size());
    row.error().ifPresent(error -> count("errors." + error.code(), 1));
    row.dropped().forEach((reason, candidates) -> count("dropped." + reason, candidates));
    row.timings().forEach((step, time) -> count("milliseconds." + step, Math.round(time)));
  }

  private static void count(String name, long number) {
    registry.counter(name).inc(number);
  }

  private static void gauge(String name, Gauge<?> gauge) {
    registry.gauge(name, () -> gauge);
  }
}
