package org.maskfoundry.jobs.spark;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;

/** An accumulator of counts whose names tasks find out. */
final class CountsByName extends AccumulatorV2<Map<String, Long>, Map<String, Long>> {

  private static final long serialVersionUID = 1;

  /** Heartbeats read and send it while a task counts. */
  private final ConcurrentHashMap<String, Long> counts = new ConcurrentHashMap<>();

  @Override
  public boolean isZero() {
    return counts.isEmpty();
  }

  @Override
  public CountsByName copy() {
    CountsByName copy = new CountsByName();
    copy.counts.putAll(counts);
    return copy;
  }

  @Override
  public void reset() {
    counts.clear();
  }

  @Override
  public void add(Map<String, Long> more) {
    more.forEach(this::add);
  }

  void add(String name, long more) {
    counts.merge(name, more, Long::sum);
  }

  @Override
  public void merge(AccumulatorV2<Map<String, Long>, Map<String, Long>> other) {
    add(other.value());
  }

  /** By name, in the names' order. */
  @Override
  public Map<String, Long> value() {
    return new TreeMap<>(counts);
  }
}
