package org.maskfoundry.jobs.spark.metrics;

import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/** Brings our metrics into those of Spark. */
public final class MetricsPlugin implements SparkPlugin {

  /** For Spark, which makes it by its name. */
  public MetricsPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public void registerMetrics(String application, PluginContext context) {
        RunMetrics.connect(context.metricRegistry());
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extra) {
        ProcessMetrics.connect(context.metricRegistry());
      }
    };
  }
}
