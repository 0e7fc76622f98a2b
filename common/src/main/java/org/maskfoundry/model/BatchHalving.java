package org.maskfoundry.model;

import java.util.List;
import java.util.function.Consumer;

/**
 * Runs work in batches and halves a batch that does not fit the device until it does; the order of
 * the items stays.
 */
final class BatchHalving<T> {

  private final Consumer<List<T>> work;
  private final Runnable onHalving;

  /**
   * Batches of some work.
   *
   * @param onHalving hears of every batch that is halved
   */
  BatchHalving(Consumer<List<T>> work, Runnable onHalving) {
    this.work = work;
    this.onHalving = onHalving;
  }

  /**
   * Runs the items, together or in parts.
   *
   * @throws DeviceMemoryException where a single item does not fit
   */
  void run(List<T> items) {
    try {
      work.accept(items);
    } catch (DeviceMemoryException full) {
      if (items.size() == 1) {
        throw full;
      }
      onHalving.run();
      int half = items.size() / 2;
      run(items.subList(0, half));
      run(items.subList(half, items.size()));
    }
  }
}
