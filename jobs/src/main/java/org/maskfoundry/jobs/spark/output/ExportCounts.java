package org.maskfoundry.jobs.spark.output;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of the images of an export.
 *
 * @param images written, with their masks
 * @param masks written
 * @param unreadable images that can no longer be read, or have changed since their masks were made;
 *     they are not written
 * @param problems why, for the first few of them
 */
public record ExportCounts(long images, long masks, long unreadable, List<String> problems)
    implements Serializable {

  /** Nothing yet. */
  static final ExportCounts NONE = new ExportCounts(0, 0, 0, List.of());

  private static final int PROBLEMS_TOLD = 10;

  static ExportCounts written(int masks) {
    return new ExportCounts(1, masks, 0, List.of());
  }

  static ExportCounts unreadable(String problem) {
    return new ExportCounts(0, 0, 1, List.of(problem));
  }

  ExportCounts plus(ExportCounts other) {
    return new ExportCounts(
        images + other.images,
        masks + other.masks,
        unreadable + other.unreadable,
        Stream.of(problems, other.problems)
            .flatMap(List::stream)
            .sorted()
            .limit(PROBLEMS_TOLD)
            .toList());
  }
}
