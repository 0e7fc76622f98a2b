package org.maskfoundry.jobs.spark;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.maskfoundry.model.DeviceMemoryException;

/**
 * Shares the memory of a process among its tasks. Work that found too little beside the others is
 * done again while all others wait, so that whether an image fits never depends on its neighbours.
 */
final class MemoryGuard {

  private static final ReadWriteLock LOCK = new ReentrantReadWriteLock(true);

  private MemoryGuard() {}

  /**
   * Does work that may fail for lack of memory, and then once more alone.
   *
   * @throws OutOfMemoryError where the heap is too small for this work alone
   * @throws DeviceMemoryException where the device is too small for this work alone
   */
  static <T> T run(Supplier<T> work) {
    LOCK.readLock().lock();
    try {
      return work.get();
    } catch (OutOfMemoryError | DeviceMemoryException tooLittleBesideOthers) {
      // Nothing to say yet: what holds the memory may be another task's.
    } finally {
      LOCK.readLock().unlock();
    }
    return runAlone(work);
  }

  /** Does work while the process does no other. */
  static <T> T runAlone(Supplier<T> work) {
    LOCK.writeLock().lock();
    try {
      return work.get();
    } finally {
      LOCK.writeLock().unlock();
    }
  }
}
