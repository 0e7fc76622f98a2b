package org.maskfoundry.jobs.phase;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.spark.ImageSource;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.embed.EmbeddedImage;
import org.maskfoundry.jobs.spark.embed.EmbeddingTask;
import org.maskfoundry.jobs.spark.embed.Manifest;
import org.maskfoundry.jobs.table.ListedImage;

/**
 * Prepares the first phase: the embedding of every image, computed ahead so that a tool can answer
 * an annotator's clicks at once (Segment Anything, section 4). Images are listed; those whose
 * embedding is not there are encoded wave by wave.
 */
public final class Embedding {

  private static final int TASKS_PER_CORE = 4;

  private final JavaSparkContext spark;
  private final Images images;
  private final Manifest manifest;
  private final JobSettings settings;
  private final EmbeddingTask task;
  private final String work;
  private final StopRequest stop;

  /** The images to embed. */
  public interface Images {
    /** They, in the order they are best read in. */
    Iterator<ListedImage> list() throws IOException;

    /**
     * The images of a source.
     *
     * @param path a folder, file or glob of any file system
     * @param output the folder that takes the embeddings, which is passed over as a source
     * @throws org.maskfoundry.jobs.spark.SourceException where there are no such images
     */
    static Images of(SparkSession session, String path, String output) throws IOException {
      return ImageSource.open(session, path, Optional.of(output))::images;
    }
  }

  /**
   * The work on some images.
   *
   * @param work digest of model and settings that the embeddings follow from
   */
  public Embedding(
      SparkSession session,
      Images images,
      Manifest manifest,
      Settings settings,
      EmbeddingTask task,
      String work,
      StopRequest stop) {
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.images = images;
    this.manifest = manifest;
    this.settings = JobSettings.from(settings);
    this.task = task;
    this.work = work;
    this.stop = stop;
  }

  /**
   * What became of the images.
   *
   * @param listed images of the source
   * @param done those whose embedding was there before
   * @param embedded those that were encoded now
   * @param errors those that failed, by code
   * @param stopped whether the run ended early, on request
   */
  public record Report(
      long listed, long done, long embedded, Map<String, Long> errors, boolean stopped) {

    /** Images that failed. */
    public long failed() {
      return errors.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Hears how the work comes along. */
  public interface Observer {
    /** A wave is written. */
    void waveFinished(long images, long failed);
  }

  /** Does what is missing. */
  public Report run(Observer observer) throws IOException {
    long listed = 0;
    long done = 0;
    long embedded = 0;
    Map<String, Long> errors = new TreeMap<>();
    List<ListedImage> wave = new ArrayList<>();
    Iterator<ListedImage> listing = images.list();
    while (listing.hasNext() && !stop.isMade()) {
      ListedImage image = listing.next();
      listed++;
      if (manifest.has(image, work)) {
        done++;
      } else {
        wave.add(image);
      }
      if (wave.size() == settings.waveImages() || (!listing.hasNext() && !wave.isEmpty())) {
        for (EmbeddedImage tried : embed(wave)) {
          embedded += tried.hasFailed() ? 0 : 1;
          if (tried.hasFailed()) {
            errors.merge(tried.errorCode(), 1L, Long::sum);
          }
        }
        wave.clear();
        observer.waveFinished(embedded, errors.values().stream().mapToLong(n -> n).sum());
      }
    }
    if (!stop.isMade()) {
      manifest.finish();
    }
    return new Report(listed, done, embedded, errors, stop.isMade());
  }

  private List<EmbeddedImage> embed(List<ListedImage> wave) throws IOException {
    int partitions =
        Math.min(
            wave.size(), settings.partitions().orElse(TASKS_PER_CORE * spark.defaultParallelism()));
    List<EmbeddedImage> tried =
        spark.parallelize(List.copyOf(wave), partitions).mapPartitions(task).collect();
    manifest.add(tried);
    return tried;
  }
}
