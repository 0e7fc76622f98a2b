package org.maskfoundry.jobs.spark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.LongAccumulator;
import org.maskfoundry.jobs.spark.metrics.RunMetrics;
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
  private boolean closed;

  /** By running task and accumulator, what the task has counted so far. */
  private final Map<Long, Map<Long, Object>> running = new ConcurrentHashMap<>();

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
        sum(counters.errors()),
        Duration.ofNanos(System.nanoTime() - started));
  }

  private long sum(LongAccumulator counter) {
    return counter.sum() + inRunningTasks(counter).mapToLong(Long.class::cast).sum();
  }

  private Map<String, Long> sum(CountsByName counter) {
    CountsByName sum = counter.copy();
    inRunningTasks(counter)
        .map(counts -> (Map<?, ?>) counts)
        .forEach(counts -> counts.forEach((name, count) -> sum.add((String) name, (Long) count)));
    return sum.value();
  }

  private Stream<Object> inRunningTasks(AccumulatorV2<?, ?> counter) {
    return running.values().stream()
        .map(counts -> counts.get(counter.id()))
        .filter(Objects::nonNull);
  }

  /** Events may still be on their way when the run has ended: what its end showed stays. */
  private synchronized void show() {
    if (!closed) {
      RunMetrics.show(totals());
    }
  }

  private Map<String, Long> totals() {
    Map<String, Long> totals = new TreeMap<>();
    totals.put("images", sum(counters.images()));
    totals.put("failed", sum(counters.failed()));
    totals.put("masks", sum(counters.masks()));
    totals.put("batch_splits", sum(counters.batchSplits()));
    sum(counters.errors()).forEach((code, count) -> totals.put("errors." + code, count));
    sum(counters.dropped()).forEach((reason, count) -> totals.put("dropped." + reason, count));
    sum(counters.milliseconds()).forEach((step, time) -> totals.put("milliseconds." + step, time));
    return totals;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    CollectionConverters.asJava(heartbeat.accumUpdates())
        .forEach(
            task -> {
              Map<Long, Object> counts = new HashMap<>();
              for (AccumulableInfo counter : CollectionConverters.asJava(task._4())) {
                if (isOurs(counter)) {
                  counts.put(counter.id(), counter.update().get());
                }
              }
              running.put((Long) task._1(), counts);
            });
    show();
  }

  private boolean isOurs(AccumulableInfo counter) {
    return counter.update().isDefined()
        && counters.all().stream().anyMatch(ours -> ours.id() == counter.id());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
    show();
  }

  /** A heartbeat may arrive after its task has ended. */
  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    running.clear();
    show();
  }

  @Override
  public synchronized void close() {
    spark.removeSparkListener(this);
    running.clear();
    show();
    closed = true;
  }
}
