package org.maskfoundry.jobs.spark;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.jobs.spark.isolation.WatchSettings;
import org.maskfoundry.jobs.spark.metrics.DeviceUse;
import org.maskfoundry.jobs.spark.metrics.ProcessMetrics;
import org.maskfoundry.jobs.table.ListedImage;
import org.maskfoundry.model.ModelException;

/**
 * What a Spark task does: its images one after the other, each into a row, with one reader and one
 * annotator. No image of it fails the task; only a device or model that is not there does.
 */
final class WaveTask implements FlatMapFunction<Iterator<ListedImage>, Row> {

  private static final long serialVersionUID = 1;

  private final RowOrigin origin;
  private final TaskSettings settings;
  private final AnnotatorFactory annotators;
  private final Storage storage;
  private final TaskCounters counters;
  private final int attempts;
  private final WatchSettings watching;

  WaveTask(
      RowOrigin origin,
      TaskSettings settings,
      AnnotatorFactory annotators,
      Storage storage,
      TaskCounters counters,
      int attempts,
      WatchSettings watching) {
    this.origin = origin;
    this.settings = settings;
    this.annotators = annotators;
    this.storage = storage;
    this.counters = counters;
    this.attempts = attempts;
    this.watching = watching;
  }

  @Override
  public Iterator<Row> call(Iterator<ListedImage> images) {
    TaskContext task = TaskContext.get();
    ImageReader reader = new ImageReader(storage);
    atEnd(task, reader::close);
    ImageAnnotator annotator = annotators.open();
    atEnd(task, annotator::close);
    RowMaker rows =
        new RowMaker(
            origin,
            reader,
            new ImageDecoder(settings.image()),
            annotator,
            GuardedImages.ofTask(watching));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return images.hasNext();
      }

      @Override
      public Row next() {
        if (task.isInterrupted()) {
          throw new IllegalStateException("The task was told to stop");
        }
        ImageRow row = row(rows, images.next(), task.attemptNumber() + 1 >= attempts);
        counters.count(row, DeviceUse.ofProcess().take());
        ProcessMetrics.count(row);
        return RowMapping.toRow(row);
      }
    };
  }

  private static void atEnd(TaskContext task, Runnable action) {
    TaskCompletionListener listener = ended -> action.run();
    task.addTaskCompletionListener(listener);
  }

  /** A model that fails may do better on another device, which the next attempt of a task has. */
  private static ImageRow row(RowMaker rows, ListedImage image, boolean lastAttempt) {
    try {
      return rows.row(image);
    } catch (ModelException failure) {
      if (lastAttempt) {
        return rows.failed(image, failure);
      }
      throw failure;
    }
  }
}
