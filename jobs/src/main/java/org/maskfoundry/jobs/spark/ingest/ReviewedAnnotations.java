package org.maskfoundry.jobs.spark.ingest;

import java.util.List;
import java.util.Optional;
import org.maskfoundry.annotation.CheckSettings;
import org.maskfoundry.annotation.CheckedAnnotations;
import org.maskfoundry.annotation.FilePiece;
import org.maskfoundry.annotation.PrefillReview;
import org.maskfoundry.annotation.ReviewSettings;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;

/**
 * An image's masks are the prefilled ones as annotators left them, and what they added. Images that
 * no annotator has looked at keep what was prefilled.
 *
 * @param settings how strict it is checked
 * @param review how it is compared with what was prefilled
 */
public record ReviewedAnnotations(CheckSettings settings, ReviewSettings review)
    implements ImageChecks {

  @Override
  public Optional<CheckedAnnotations> check(
      ImageReference image, List<FilePiece> said, List<ImageRow> found) {
    if (said.stream().noneMatch(piece -> piece.piece().isReviewed())) {
      return Optional.empty();
    }
    PrefillReview check =
        new PrefillReview(
            image, settings, review, found.stream().map(ImageRow::annotations).toList());
    said.forEach(check::add);
    return Optional.of(check.result());
  }
}
