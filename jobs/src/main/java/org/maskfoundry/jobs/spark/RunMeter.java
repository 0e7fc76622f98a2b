package org.maskfoundry.jobs.spark;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tells how far a run is while its tasks work, from the heartbeats of executors. For display only:
 * images of a task that is tried again count twice; the table has the true numbers.
 */
public final class RunMeter extends SparkListener implements AutoCloseable {

  private final SparkContext spark;
  private final TaskCounters counters;
  private final long total;
  private final long started = System.nanoTime();

  /** By running task and accumulator, what the task has counted so far. */
  private final Map<Long, Map<Long, Long>> running = new ConcurrentHashMap<>();

  /** A meter of a run that has so many images to do. */
  public RunMeter(SparkContext spark, long total) {
    this.spark = spark;
    this.total = total;
    this.counters = TaskCounters.of(spark);
    spark.addSparkListener(this);
  }

  TaskCounters counters() {
    return counters;
  }

  /** How far the run is. */
  public RunProgress now() {
    return new RunProgress(
        total,
        Math.min(total, sum(counters.images())),
        sum(counters.failed()),
        sum(counters.masks()),
        Duration.ofNanos(System.nanoTime() - started));
  }

  private long sum(LongAccumulator counter) {
    long inRunningTasks =
        running.values().stream().mapToLong(counts -> counts.getOrDefault(counter.id(), 0L)).sum();
    return counter.sum() + inRunningTasks;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    CollectionConverters.asJava(heartbeat.accumUpdates())
        .forEach(
            task -> {
              Map<Long, Long> counts = new ConcurrentHashMap<>();
              for (AccumulableInfo counter : CollectionConverters.asJava(task._4())) {
                if (isOurs(counter) && counter.update().get() instanceof Long count) {
                  counts.put(counter.id(), count);
                }
              }
              running.put((Long) task._1(), counts);
            });
  }

  private boolean isOurs(AccumulableInfo counter) {
    return counter.update().isDefined()
        && counters.all().stream().anyMatch(ours -> ours.id() == counter.id());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
  }

  /** A heartbeat may arrive after its task has ended. */
  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    running.clear();
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
  }
}
