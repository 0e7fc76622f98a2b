package org.maskfoundry.jobs.spark.isolation;

import java.util.Map;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Connects the processes of an application: each tells the driver what it has in work. */
public final class IsolationPlugin implements SparkPlugin {

  /** For Spark, which makes it by its name. */
  public IsolationPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverSide(new WorkLedger());
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorSide();
  }

  /** Keeps the ledger. */
  private static final class DriverSide implements DriverPlugin {

    private final WorkLedger ledger;

    DriverSide(WorkLedger ledger) {
      this.ledger = ledger;
    }

    @Override
    public Map<String, String> init(SparkContext spark, PluginContext context) {
      spark.addSparkListener(new LossListener(ledger));
      LocalWork.setLedger(ledger);
      return Map.of();
    }

    @Override
    public Object receive(Object message) {
      if (message instanceof WorkMessage.Begun begun) {
        ledger.begun(begun.executor(), begun.image());
        return true;
      }
      if (message instanceof WorkMessage.Ended ended) {
        ledger.ended(ended.executor(), ended.image());
        // It is sent one way, and Spark warns of answers that nobody waits for.
        return null;
      }
      return ledger.losses();
    }
  }

  /** Hears of lost executors. Those that the cluster took away on purpose are not suspicious. */
  private static final class LossListener extends SparkListener {

    private final WorkLedger ledger;

    LossListener(WorkLedger ledger) {
      this.ledger = ledger;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.reason() instanceof ExecutorLostFailure loss && loss.exitCausedByApp()) {
        ledger.lost(loss.execId());
      }
    }
  }

  /** Gives tasks the way to the driver. */
  private static final class ExecutorSide implements ExecutorPlugin {

    @Override
    public void init(PluginContext context, Map<String, String> extra) {
      WatchedImages.connect(context);
    }
  }
}
