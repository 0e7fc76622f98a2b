package org.maskfoundry.jobs.spark.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How a process uses its device, over all its tasks. */
public final class DeviceUse {

  private static final DeviceUse OF_PROCESS = new DeviceUse(System::nanoTime);

  /**
   * What was used.
   *
   * @param busyMilliseconds time in which the device had at least one call to answer
   * @param waitMilliseconds time that tasks waited for a model, summed over them
   * @param batchSplits batches that did not fit the device and were halved
   */
  public record Spent(long busyMilliseconds, long waitMilliseconds, long batchSplits) {

    /** Nothing. */
    static final Spent NONE = new Spent(0, 0, 0);

    private Spent minus(Spent other) {
      return new Spent(
          busyMilliseconds - other.busyMilliseconds,
          waitMilliseconds - other.waitMilliseconds,
          batchSplits - other.batchSplits);
    }
  }

  private final LongSupplier nanos;
  private final BusyMinute minute = new BusyMinute();
  private int calls;
  private long settledAt;
  private long busyNanos;
  private long waitNanos;
  private long batchSplits;
  private Spent taken = Spent.NONE;

  /**
   * Nothing is used yet.
   *
   * @param nanos a clock that never goes back, in nanoseconds
   */
  DeviceUse(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The use of this process. */
  public static DeviceUse ofProcess() {
    return OF_PROCESS;
  }

  /** Waits for a model. */
  public <T> T waiting(Supplier<T> lease) {
    long started = nanos.getAsLong();
    try {
      return lease.get();
    } finally {
      waited(nanos.getAsLong() - started);
    }
  }

  private synchronized void waited(long time) {
    waitNanos += time;
  }

  /** Calls the device; calls of several threads at once are one busy time. */
  <T> T calling(Supplier<T> call) {
    change(1);
    try {
      return call.get();
    } finally {
      change(-1);
    }
  }

  private synchronized void change(int more) {
    settle();
    calls += more;
  }

  private void settle() {
    long now = nanos.getAsLong();
    if (calls > 0) {
      busyNanos += now - settledAt;
      minute.add(settledAt, now);
    }
    settledAt = now;
  }

  synchronized void split(long batches) {
    batchSplits += batches;
  }

  /** Everything since the process began. */
  synchronized Spent total() {
    settle();
    return new Spent(
        TimeUnit.NANOSECONDS.toMillis(busyNanos),
        TimeUnit.NANOSECONDS.toMillis(waitNanos),
        batchSplits);
  }

  /** What was used since this was last asked: of all tasks, it is told to one of them. */
  public synchronized Spent take() {
    Spent total = total();
    Spent since = total.minus(taken);
    taken = total;
    return since;
  }

  /** Share of the last minute in which the device was busy, 0 to 1. */
  synchronized double busyShareOfLastMinute() {
    settle();
    return minute.share(settledAt);
  }
}
