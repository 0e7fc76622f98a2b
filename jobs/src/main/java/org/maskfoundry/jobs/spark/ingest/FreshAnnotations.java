package org.maskfoundry.jobs.spark.ingest;

import java.util.List;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotationCheck;
import org.maskfoundry.annotation.CheckSettings;
import org.maskfoundry.annotation.CheckedAnnotations;
import org.maskfoundry.annotation.FilePiece;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;

/**
 * An image's masks are what people drew.
 *
 * @param settings how strict it is checked
 */
public record FreshAnnotations(CheckSettings settings) implements ImageChecks {

  @Override
  public Optional<CheckedAnnotations> check(
      ImageReference image, List<FilePiece> said, List<ImageRow> found) {
    AnnotationCheck check = new AnnotationCheck(image, settings);
    said.forEach(check::add);
    return Optional.of(check.result());
  }
}
