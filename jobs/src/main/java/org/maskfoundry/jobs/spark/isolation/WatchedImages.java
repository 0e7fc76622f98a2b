package org.maskfoundry.jobs.spark.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.plugin.PluginContext;

/**
 * The images of a task, each watched while it is in work: the driver knows of it, and it may not
 * take longer than the limit.
 */
public final class WatchedImages {

  /** Processes that an image may take with it. */
  public static final int MOST_LOSSES = 2;

  private static volatile Optional<PluginContext> driver = Optional.empty();

  private final Map<String, Integer> losses;
  private final Optional<Duration> limit;

  private WatchedImages(Map<String, Integer> losses, Optional<Duration> limit) {
    this.losses = losses;
    this.limit = limit;
  }

  static void connect(PluginContext context) {
    driver = Optional.of(context);
  }

  /**
   * Those of the task that calls. Without {@link IsolationPlugin} none is suspected.
   *
   * @param settings how long an image may take
   */
  public static WatchedImages ofTask(WatchSettings settings) {
    Map<String, Integer> known = new HashMap<>();
    if (ask(new WorkMessage.AskLosses()) instanceof Map<?, ?> answer) {
      answer.forEach((image, times) -> known.put((String) image, (Integer) times));
    }
    return new WatchedImages(known, settings.timeLimit());
  }

  private static Object ask(WorkMessage message) {
    try {
      return driver.isPresent() ? driver.get().ask(message) : null;
    } catch (Exception e) {
      throw new IllegalStateException("The driver does not answer", e);
    }
  }

  /** How many processes were lost while the image was in work, before this task. */
  public int losses(String image) {
    return losses.getOrDefault(image, 0);
  }

  /**
   * Works on an image. Where it takes too long the process ends, as native code cannot be stopped.
   */
  public <T> T watch(String image, Supplier<T> work) {
    String executor = SparkEnv.get().executorId();
    ask(new WorkMessage.Begun(executor, image));
    TimeLimit timeLimit = TimeLimit.of(limit, image);
    try {
      return work.get();
    } finally {
      timeLimit.end();
      // Not asked: a task that was interrupted could not wait for the answer.
      tell(new WorkMessage.Ended(executor, image));
    }
  }

  private static void tell(WorkMessage message) {
    driver.ifPresent(
        context -> {
          try {
            context.send(message);
          } catch (IOException e) {
            throw new UncheckedIOException("The driver cannot be reached", e);
          }
        });
  }
}
