package org.maskfoundry.jobs.phase;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Sizes the waves of a run one after the other by how long they take. */
final class WavePace {

  private final LongSupplier nanoseconds;
  private WaveSize size;
  private long began;

  /**
   * The pace of a run before its first wave.
   *
   * @param nanoseconds a clock that never goes back, whatever it counts from
   */
  WavePace(WaveSize first, LongSupplier nanoseconds) {
    this.size = first;
    this.nanoseconds = nanoseconds;
  }

  /** The pace by this machine's clock. */
  static WavePace of(WaveSize first) {
    return new WavePace(first, System::nanoTime);
  }

  /** Images of the next wave. */
  int images() {
    return size.images();
  }

  /** The work of a wave begins. */
  void begin() {
    began = nanoseconds.getAsLong();
  }

  /** The wave that began has so many images and is committed. */
  void end(int images) {
    size = size.next(images, Duration.ofNanos(nanoseconds.getAsLong() - began));
  }
}
