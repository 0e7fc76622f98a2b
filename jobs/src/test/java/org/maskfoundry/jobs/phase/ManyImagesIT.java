package org.maskfoundry.jobs.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.RunProgress;

/**
 * What a build costs the driver and the table beyond its masks, with many small images and masks
 * that are quick to find. {@code -Dscale.images=200000} makes it a larger one.
 */
class ManyImagesIT {

  private static final int IMAGES = Integer.getInteger("scale.images", 10_000);
  private static final int WAVES = 20;
  private static final int PART = WAVES / 4;
  private static final long MEGABYTE = 1 << 20;

  /** A folder with so many names is slow, and no data set has one. */
  private static final int IMAGES_A_FOLDER = 1000;

  @TempDir private Path folder;

  @Test
  void driverAndTableStaySmall() throws IOException {
    Path images = folder.resolve("images");
    list(images);
    HeapAfterWaves heap = new HeapAfterWaves();
    TestRun run = TestRun.of(images, folder.resolve("dataset")).watchedBy(heap);
    String waves = "wave_images=" + IMAGES / WAVES;

    double planned = seconds(() -> plan(run, waves));
    double ran = seconds(() -> published(run, waves));
    double planning = seconds(() -> plan(run, waves));

    Path metadata = folder.resolve("dataset/annotations/metadata");
    System.out.printf(
        "images %,d, waves %d%nplanned in %.1f s, done in %.1f s, planned again in %.1f s%n"
            + "heap after a wave, MB: %s%nmetadata: %,d files, %,d bytes, newest %,d bytes%n"
            + "data: %,d files, %,d bytes%n",
        IMAGES,
        WAVES,
        planned,
        ran,
        planning,
        heap.megabytes,
        files(metadata, ""),
        bytes(metadata, ""),
        newest(metadata),
        files(metadata.resolveSibling("data"), ".parquet"),
        bytes(metadata.resolveSibling("data"), ".parquet"));
    assertThat(heap.megabytes).hasSize(WAVES);
    assertThat(heap.least(WAVES - PART, WAVES))
        .as("the driver's heap does not follow the images done: %s MB", heap.megabytes)
        .isLessThanOrEqualTo(heap.least(PART, 2 * PART) + 4);
    assertThat(newest(metadata)).as("metadata follows the waves").isLessThan(WAVES * 3000L);
  }

  /** Hard links, so that a file system can hold so many. */
  private void list(Path images) throws IOException {
    Path one = Files.write(folder.resolve("one.png"), TestImages.png(40, 30, 1));
    for (int image = 0; image < IMAGES; image++) {
      Path part = images.resolve("%04d".formatted(image / IMAGES_A_FOLDER));
      if (image % IMAGES_A_FOLDER == 0) {
        Files.createDirectories(part);
        one = Files.copy(one, part.resolve("0.png"));
      } else {
        Files.createLink(part.resolve(image % IMAGES_A_FOLDER + ".png"), one);
      }
    }
  }

  private static void plan(TestRun run, String settings) throws IOException {
    assertThat(run.phase(TestSpark.session(), settings).plan().listed()).isEqualTo(IMAGES);
  }

  private static void published(TestRun run, String settings) throws IOException {
    assertThat(run.run(settings).counts().images()).isEqualTo(IMAGES);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static double seconds(Work work) throws IOException {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  private static long files(Path folder, String ending) throws IOException {
    return list(folder, ending).size();
  }

  private static long bytes(Path folder, String ending) throws IOException {
    long bytes = 0;
    for (Path file : list(folder, ending)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** Bytes of the largest metadata file, which is the one that is read first. */
  private static long newest(Path metadata) throws IOException {
    long largest = 0;
    for (Path file : list(metadata, ".metadata.json")) {
      largest = Math.max(largest, Files.size(file));
    }
    return largest;
  }

  private static List<Path> list(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .toList();
    }
  }

  /** The driver's heap after each wave, without its garbage. */
  private static final class HeapAfterWaves implements RunObserver {

    private static final int COLLECTIONS = 3;
    private static final long CLEANING_NANOS = 100_000_000;

    private final List<Long> megabytes = new ArrayList<>();

    /** What a collection leaves differs from one to the next: the least of several waves. */
    long least(int from, int to) {
      return Collections.min(megabytes.subList(from, to));
    }

    @Override
    public void planned(RunPlan plan) {}

    @Override
    public void started(Supplier<RunProgress> progress) {}

    @Override
    public void waveFinished(long wave, RunProgress progress) {
      megabytes.add(
          LongStream.generate(HeapAfterWaves::collected).limit(COLLECTIONS).min().getAsLong()
              / MEGABYTE);
    }

    /** Spark lets go of what the collection before found to be nobody's, a little later. */
    private static long collected() {
      System.gc();
      LockSupport.parkNanos(CLEANING_NANOS);
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void finished() {}
  }
}
