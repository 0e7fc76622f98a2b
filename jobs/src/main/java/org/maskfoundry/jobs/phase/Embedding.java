package org.maskfoundry.jobs.phase;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.spark.ImageSource;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.WaveSettings;
import org.maskfoundry.jobs.spark.embed.EmbeddedImage;
import org.maskfoundry.jobs.spark.embed.EmbeddingTask;
import org.maskfoundry.jobs.spark.isolation.LocalWork;
import org.maskfoundry.jobs.spark.output.Manifest;
import org.maskfoundry.jobs.table.ListedImage;
import org.maskfoundry.jobs.table.RetryErrors;

/**
 * Prepares the first phase: the embedding of every image, computed ahead so that a tool can answer
 * an annotator's clicks at once (Segment Anything, section 4). Images are listed; those whose
 * embedding is not there are encoded wave by wave.
 */
public final class Embedding {

  private static final int TASKS_PER_CORE = 4;

  private final JavaSparkContext spark;
  private final Images images;
  private final Manifest<EmbeddedImage> manifest;
  private final JobSettings settings;
  private final WaveSize firstWave;
  private final EmbeddingTask task;
  private final String work;
  private final RetryErrors retry;
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
   * @param retry whether images are tried again that processes were lost with
   */
  public Embedding(
      SparkSession session,
      Images images,
      Manifest<EmbeddedImage> manifest,
      Settings settings,
      EmbeddingTask task,
      String work,
      RetryErrors retry,
      StopRequest stop) {
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.images = images;
    this.manifest = manifest;
    this.settings = JobSettings.from(settings);
    this.firstWave = WaveSize.first(WaveSettings.from(settings), spark.defaultParallelism());
    this.task = task;
    this.work = work;
    this.retry = retry;
    this.stop = stop;
  }

  /** Does what is missing. */
  public FileReport run(FileReport.Observer observer) throws IOException {
    LocalWork memory = LocalWork.begin(spark.sc(), manifest.folder());
    try {
      return waves(observer);
    } finally {
      memory.end();
    }
  }

  private FileReport waves(FileReport.Observer observer) throws IOException {
    return new FileWaves<ListedImage, EmbeddedImage>(manifest, WavePace.of(firstWave), stop)
        .run(
            images.list(),
            new FileWaves.Work<>() {
              @Override
              public boolean isDone(ListedImage image) {
                return manifest
                    .line(image.fileName())
                    .filter(line -> line.isOf(image, work) && line.isFinal(retry))
                    .isPresent();
              }

              @Override
              public List<EmbeddedImage> make(List<ListedImage> wave) {
                return embed(wave);
              }
            },
            observer);
  }

  private List<EmbeddedImage> embed(List<ListedImage> wave) {
    int partitions =
        Math.min(
            wave.size(), settings.partitions().orElse(TASKS_PER_CORE * spark.defaultParallelism()));
    return spark.parallelize(wave, partitions).mapPartitions(task).collect();
  }
}
