package org.maskfoundry.jobs.spark.tasks;

import java.util.List;

/**
 * What was written.
 *
 * @param images images with a task
 * @param masks masks proposed in them
 * @param unpainted images without a task, because no picture of them was painted
 * @param files the files to import
 */
public record TaskCounts(long images, long masks, long unpainted, List<String> files) {

  /** Copies the list. */
  public TaskCounts {
    files = List.copyOf(files);
  }
}
