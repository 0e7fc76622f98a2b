package org.maskfoundry.jobs.spark;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.Segmenter;

/**
 * A task's share in a loaded model. The tasks of a process are its threads: those that ask for the
 * same model on the same device get the same one, so that it is loaded once. It stays loaded
 * between tasks and goes when another model wants the device.
 */
final class SegmenterLease implements LeasedSegmenter {

  /**
   * What is loaded where.
   *
   * @param modelDigest the model
   * @param settings where and how it runs
   */
  record Key(String modelDigest, DeviceSettings settings) {}

  private static final class Loaded {
    final Segmenter segmenter;
    int users;

    Loaded(Segmenter segmenter) {
      this.segmenter = segmenter;
    }
  }

  private static final Map<Key, Loaded> LOADED = new HashMap<>();

  private final Loaded loaded;
  private boolean closed;

  private SegmenterLease(Loaded loaded) {
    this.loaded = loaded;
  }

  /**
   * A share in a model, which is loaded where it is not yet; others that ask meanwhile wait.
   *
   * @throws org.maskfoundry.model.ModelException where it cannot be loaded
   */
  static SegmenterLease acquire(Key key, Supplier<Segmenter> load) {
    synchronized (LOADED) {
      Loaded loaded = LOADED.get(key);
      if (loaded == null) {
        closeIdle();
        loaded = new Loaded(load.get());
        LOADED.put(key, loaded);
      }
      loaded.users++;
      return new SegmenterLease(loaded);
    }
  }

  /** Frees the models that no task uses. */
  static void closeIdle() {
    synchronized (LOADED) {
      for (Iterator<Loaded> all = LOADED.values().iterator(); all.hasNext(); ) {
        Loaded loaded = all.next();
        if (loaded.users == 0) {
          all.remove();
          loaded.segmenter.close();
        }
      }
    }
  }

  @Override
  public Segmenter segmenter() {
    return loaded.segmenter;
  }

  /** Gives the share back; the model stays loaded for the tasks to come. */
  @Override
  public void close() {
    synchronized (LOADED) {
      if (!closed) {
        closed = true;
        loaded.users--;
      }
    }
  }
}
