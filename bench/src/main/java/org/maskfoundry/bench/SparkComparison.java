package org.maskfoundry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Settings;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.jobs.phase.AutomaticWork;
import org.maskfoundry.jobs.phase.FullyAutomatic;
import org.maskfoundry.jobs.phase.ModelCalls;
import org.maskfoundry.jobs.phase.RunObserver;
import org.maskfoundry.jobs.phase.RunPlan;
import org.maskfoundry.jobs.phase.RunReport;
import org.maskfoundry.jobs.phase.StopRequest;
import org.maskfoundry.jobs.spark.GeneratorAnnotators;
import org.maskfoundry.jobs.spark.RunProgress;
import org.maskfoundry.jobs.spark.SparkSessions;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.segment.GeneratorSettings;

/**
 * What Spark and the tables cost: the same images through the third phase with two tasks, and
 * through a plain loop of two threads that read, find masks and write records.
 */
public final class SparkComparison {

  private static final int THREADS = 2;
  private static final int WARM_UP = 20;

  private final Bundle bundle;
  private final Settings settings;
  private final BenchmarkFiles files;

  /** A comparison on some images, which lie in a folder of their own. */
  public SparkComparison(Bundle bundle, Settings settings, BenchmarkFiles files) {
    this.bundle = bundle;
    this.settings = settings;
    this.files = files;
  }

  /**
   * What was found.
   *
   * @param images how many images each way had
   * @param loopSeconds the plain loop, half of it before Spark and half after
   * @param sparkSeconds from the plan of the run to its publication
   * @param sparkMasks masks that Spark found
   * @param loopMasks masks that the loop found
   */
  public record Result(
      int images, double loopSeconds, double sparkSeconds, long sparkMasks, long loopMasks) {

    /** Spark's throughput as a share of the loop's. */
    public double share() {
      return loopSeconds / sparkSeconds;
    }
  }

  /** When a run's plan was known: what comes before is Spark's start and the listing. */
  private static final class Clock implements RunObserver {
    private long planned;

    @Override
    public void planned(RunPlan plan) {
      planned = System.nanoTime();
    }

    @Override
    public void started(Supplier<RunProgress> progress) {}

    @Override
    public void waveFinished(long wave, RunProgress progress) {}

    @Override
    public void finished() {}
  }

  /** Measures. */
  public Result run() throws IOException, InterruptedException, ExecutionException {
    List<Path> images = files.images();
    Path warmUp = BenchmarkFiles.part(images, WARM_UP, files.output().resolve("warm-up"));
    System.setProperty("spark.master", "local[" + THREADS + "]");
    SparkSession spark = SparkSessions.start("maskfoundry bench");
    try (Segmenter segmenter = bundle.load(DeviceSettings.cpu())) {
      EndToEnd work =
          new EndToEnd(
              segmenter,
              GeneratorSettings.from(settings),
              ImageSettings.from(settings),
              files.output());
      spark(spark, warmUp, "warm-up-dataset", new Clock());
      loop(work, images.subList(0, Math.min(WARM_UP, images.size())));
      int half = images.size() / 2;
      long begin = System.nanoTime();
      int masks = loop(work, images.subList(0, half));
      double loop = (System.nanoTime() - begin) / 1e9;
      Clock clock = new Clock();
      RunReport report = spark(spark, images.get(0).getParent(), "dataset", clock);
      double onSpark = (System.nanoTime() - clock.planned) / 1e9;
      begin = System.nanoTime();
      masks += loop(work, images.subList(half, images.size()));
      loop += (System.nanoTime() - begin) / 1e9;
      return new Result(images.size(), loop, onSpark, report.counts().masks(), masks);
    } finally {
      spark.stop();
    }
  }

  private RunReport spark(SparkSession spark, Path images, String dataset, Clock clock)
      throws IOException {
    AutomaticWork work =
        new AutomaticWork(
            images.toString(),
            files.output().resolve(dataset).toString(),
            "bench spark",
            settings,
            bundle.name(),
            bundle.digest(),
            new GeneratorAnnotators(bundle, TaskSettings.of(settings), spark.sparkContext()),
            ModelCalls.of(GeneratorSettings.from(settings)),
            RetryErrors.WHEN_CHANGED);
    return new FullyAutomatic(spark, work, clock, StopRequest.NONE).run();
  }

  /** Takes the images through with two threads; answers how many masks there are. */
  private static int loop(EndToEnd work, List<Path> images)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger masks = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        running.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement();
                      i < images.size();
                      i = next.getAndIncrement()) {
                    masks.addAndGet((int) work.run(List.of(images.get(i))).masks());
                  }
                  return null;
                }));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return masks.get();
  }
}
