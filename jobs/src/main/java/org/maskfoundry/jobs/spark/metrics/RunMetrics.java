package org.maskfoundry.jobs.spark.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;

/** What the driver shows of a run: its totals over all processes, under {@code run.}. */
public final class RunMetrics {

  private static final String PREFIX = "run.";

  private static volatile MetricRegistry registry = new MetricRegistry();
  private static volatile Map<String, Long> totals = Map.of();

  private RunMetrics() {}

  static void connect(MetricRegistry ofDriver) {
    // Spark asks once whether there is any metric at all.
    ofDriver.gauge(PREFIX + "images", () -> gauge("images"));
    registry = ofDriver;
  }

  /** Shows totals by name from now on; a name of before that is not among them shows 0. */
  public static void show(Map<String, Long> newest) {
    totals = Map.copyOf(newest);
    newest.keySet().forEach(name -> registry.gauge(PREFIX + name, () -> gauge(name)));
  }

  private static Gauge<Long> gauge(String name) {
    return () -> totals.getOrDefault(name, 0L);
  }
}
