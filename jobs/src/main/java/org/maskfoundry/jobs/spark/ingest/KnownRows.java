package org.maskfoundry.jobs.spark.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.jobs.table.ListedImage;

/** The rows of a phase that an image has already, of people and of models. */
final class KnownRows {

  private final List<ImageRow> newestFirst;
  private final String uri;

  /**
   * Rows of images of one relative path.
   *
   * @param rows in any order
   * @param uri the file that is meant
   */
  KnownRows(List<ImageRow> rows, String uri) {
    this.newestFirst =
        rows.stream()
            .sorted(Comparator.comparing((ImageRow row) -> row.provenance().createdAt()).reversed())
            .toList();
    this.uri = uri;
  }

  /** What files said last of the file, empty where they said nothing before. */
  Optional<ImageRow> said() {
    return newestFirst.stream()
        .filter(row -> !isFound(row) && row.image().uri().equals(uri))
        .findFirst();
  }

  /** What models found in the very same image, wherever it lay: the newest first. */
  List<ImageRow> found(ImageReference image) {
    return newestFirst.stream()
        .filter(row -> isFound(row) && row.error().isEmpty())
        .filter(row -> row.image().imageId() == image.imageId())
        .toList();
  }

  private static boolean isFound(ImageRow row) {
    return !row.provenance().modelDigest().isEmpty();
  }

  /** What is known of the file, where it is still the same file. */
  Optional<ImageReference> unchanged(ListedImage image) {
    return newestFirst.stream()
        .filter(row -> row.error().isEmpty())
        .map(ImageRow::image)
        .filter(
            known ->
                known.uri().equals(uri)
                    && known.modified() == image.modified()
                    && (image.length() == ListedImage.UNKNOWN_LENGTH
                        || known.length() == image.length()))
        .findFirst();
  }
}
