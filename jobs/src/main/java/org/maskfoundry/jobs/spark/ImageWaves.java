package org.maskfoundry.jobs.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.jobs.table.AnnotationSchema;
import org.maskfoundry.jobs.table.ListedImage;

/** Turns waves of images into rows on Spark. Only names go to the tasks and only rows come back. */
public final class ImageWaves {

  private static final int TASKS_PER_CORE = 4;
  private static final int IMAGES_PER_TASK = 64;
  private static final int MOST_ATTEMPTS = 4;

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final RowOrigin origin;
  private final TaskSettings settings;
  private final AnnotatorFactory annotators;
  private final Optional<Integer> partitions;
  private final WatchSettings watching;

  /**
   * Waves of a run.
   *
   * @param partitions Spark partitions of a wave, empty where they follow from wave and cores
   * @param watching how images are watched
   */
  public ImageWaves(
      SparkSession session,
      RowOrigin origin,
      TaskSettings settings,
      AnnotatorFactory annotators,
      Optional<Integer> partitions,
      WatchSettings watching) {
    this.session = session;
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.origin = origin;
    this.settings = settings;
    this.annotators = annotators;
    this.partitions = partitions;
    this.watching = watching;
  }

  /**
   * The rows of a wave, one for each image, made as they are asked for. They do not depend on the
   * partitions.
   */
  public Dataset<Row> rows(List<ListedImage> images, RunMeter meter) {
    WaveTask task =
        new WaveTask(
            origin,
            settings,
            annotators,
            new Storage(spark.hadoopConfiguration()),
            meter.counters(),
            attempts(spark.getConf()),
            watching);
    return session.createDataFrame(
        spark.parallelize(images, partitions(images.size())).mapPartitions(task),
        AnnotationSchema.ROW);
  }

  private int partitions(int images) {
    int automatic =
        Math.max(
            spark.defaultParallelism() * TASKS_PER_CORE,
            (images + IMAGES_PER_TASK - 1) / IMAGES_PER_TASK);
    return Math.max(1, Math.min(images, partitions.orElse(automatic)));
  }

  /**
   * How often a model may fail on an image before the image is given up: in a local process once,
   * as Spark tries tasks there once, whatever the configuration says.
   */
  private static int attempts(SparkConf configuration) {
    return configuration.get("spark.master").startsWith("local")
        ? 1
        : Math.min(MOST_ATTEMPTS, configuration.getInt("spark.task.maxFailures", MOST_ATTEMPTS));
  }
}
