package org.maskfoundry.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.segment.GeneratorSettings;

/** A model that several threads share, each with images of its own, from files to records. */
public final class SharedModel {

  private final Segmenter model;
  private final GeneratorSettings settings;
  private final BenchmarkFiles files;

  /** A loaded model; it stays the caller's to close. */
  public SharedModel(Segmenter model, GeneratorSettings settings, BenchmarkFiles files) {
    this.model = model;
    this.settings = settings;
    this.files = files;
  }

  /**
   * What the threads reached.
   *
   * @param threads how many
   * @param images of all of them
   * @param imagesPerSecond of all of them together
   * @param masksPerSecond likewise
   * @param encodesPerSecond images and crops
   * @param promptsPerSecond likewise
   * @param milliseconds of a thread for an image, by step
   */
  public record Figure(
      int threads,
      int images,
      double imagesPerSecond,
      double masksPerSecond,
      double encodesPerSecond,
      double promptsPerSecond,
      Map<String, Double> milliseconds) {}

  /** Takes all images through once, by so many threads. */
  public Figure run(int threads) throws InterruptedException, ExecutionException {
    ExecutorService tasks = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<EndToEnd.Result>> parts = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        List<Path> part = part(thread, threads);
        EndToEnd work = new EndToEnd(model, settings, ImageSettings.defaults(), files.output());
        parts.add(() -> work.run(part));
      }
      long begin = System.nanoTime();
      List<EndToEnd.Result> results = new ArrayList<>();
      for (Future<EndToEnd.Result> task : tasks.invokeAll(parts)) {
        results.add(task.get());
      }
      return figure(threads, results, (System.nanoTime() - begin) / 1e9);
    } finally {
      tasks.shutdownNow();
    }
  }

  private List<Path> part(int thread, int threads) {
    return IntStream.range(0, files.images().size())
        .filter(image -> image % threads == thread)
        .mapToObj(files.images()::get)
        .toList();
  }

  private static Figure figure(int threads, List<EndToEnd.Result> results, double seconds) {
    int images = results.stream().mapToInt(EndToEnd.Result::images).sum();
    Map<String, Double> milliseconds = new TreeMap<>();
    results.forEach(
        result ->
            result
                .milliseconds()
                .forEach((step, time) -> milliseconds.merge(step, time / images, Double::sum)));
    return new Figure(
        threads,
        images,
        images / seconds,
        results.stream().mapToLong(EndToEnd.Result::masks).sum() / seconds,
        results.stream().mapToLong(EndToEnd.Result::encodes).sum() / seconds,
        results.stream().mapToLong(EndToEnd.Result::prompts).sum() / seconds,
        milliseconds);
  }
}
