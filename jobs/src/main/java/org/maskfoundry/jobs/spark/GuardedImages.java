package org.maskfoundry.jobs.spark;

import java.util.function.Function;
import java.util.function.Supplier;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.jobs.spark.isolation.LostProcessException;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.jobs.spark.isolation.WatchedImages;
import org.maskfoundry.model.DeviceMemoryException;

/**
 * The images of a task, each kept from doing harm to others: one that does not fit beside them is
 * tried alone, and so is one that a process was lost with; the second time it is given up.
 */
public final class GuardedImages {

  private final WatchedImages watched;

  private GuardedImages(WatchedImages watched) {
    this.watched = watched;
  }

  /**
   * Those of the task that calls.
   *
   * @param settings how images are watched
   */
  public static GuardedImages ofTask(WatchSettings settings) {
    return new GuardedImages(WatchedImages.ofTask(settings));
  }

  /**
   * What an image comes to.
   *
   * @param uri the image as rows name it, without secrets: this goes to logs and files
   * @param fileName its path relative to the source
   * @param work works on it
   * @param failed what it comes to where it does not even fit alone, or was lost with processes
   */
  public <T> T result(String uri, String fileName, Supplier<T> work, Function<RowError, T> failed) {
    int losses = watched.losses(uri);
    if (losses >= WatchedImages.MOST_LOSSES) {
      return failed.apply(ImageFailure.of(fileName, new LostProcessException(fileName)));
    }
    Supplier<T> watchedWork = () -> watched.watch(uri, work);
    try {
      // What may have taken a process with it shall not take others' images with it as well.
      return losses > 0 ? MemoryGuard.runAlone(watchedWork) : MemoryGuard.run(watchedWork);
    } catch (OutOfMemoryError | DeviceMemoryException tooLarge) {
      return failed.apply(ImageFailure.of(fileName, tooLarge));
    }
  }
}
