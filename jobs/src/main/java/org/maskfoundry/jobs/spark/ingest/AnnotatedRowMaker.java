package org.maskfoundry.jobs.spark.ingest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.annotation.CheckedAnnotations;
import org.maskfoundry.annotation.FilePiece;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.Rejection;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.ImageSize;
import org.maskfoundry.jobs.spark.ImageFailure;
import org.maskfoundry.jobs.spark.ImageReader;
import org.maskfoundry.jobs.spark.RowOrigin;
import org.maskfoundry.jobs.spark.UnreadableImageException;
import org.maskfoundry.jobs.table.ListedImage;
import org.maskfoundry.model.Sha256;

/** Makes the row of an image from what files say of it. */
final class AnnotatedRowMaker {

  /** Reason of what was dropped: the image is not there. */
  private static final String WITHOUT_IMAGE = "annotation_without_image";

  private static final String NO_DEVICE = "";

  private final RowOrigin origin;
  private final ImageChecks checks;
  private final ImageReader reader;
  private final ImageDecoder decoder;

  AnnotatedRowMaker(
      RowOrigin origin, ImageChecks checks, ImageReader reader, ImageDecoder decoder) {
    this.origin = origin;
    this.checks = checks;
    this.reader = reader;
    this.decoder = decoder;
  }

  /**
   * The row of an image that is there, empty where files say nothing of the phase.
   *
   * @param known what there is already
   */
  Optional<ImageRow> row(ListedImage image, KnownRows known, List<FilePiece> pieces) {
    ImageReference reference;
    try {
      Optional<ImageReference> unchanged = known.unchanged(image);
      reference = unchanged.isPresent() ? unchanged.get() : read(image);
    } catch (UnreadableImageException | ImageException failure) {
      ImageReference unread = image.reference("", Math.max(0, image.length()), 0, 0);
      return Optional.of(failed(unread, ImageFailure.of(image.fileName(), failure), pieces));
    }
    return checks
        .check(reference, pieces, known.found(reference))
        .map(checked -> row(reference, checked));
  }

  private ImageRow row(ImageReference image, CheckedAnnotations checked) {
    return new ImageRow(
        image,
        origin.key().phase(),
        checked.annotations(),
        checked.rejections(),
        checked.dropped(),
        Optional.empty(),
        origin.provenance(NO_DEVICE),
        Map.of());
  }

  /** The row of an image that is not there. */
  ImageRow missing(ImageMatch.NotFound match, List<FilePiece> pieces) {
    ImageReference nowhere =
        new ImageReference(
            ImageIdentity.imageId(match.name(), ""), match.name(), "", 0, 0, "", 0, 0);
    return failed(nowhere, match.error(), pieces);
  }

  private ImageRow failed(ImageReference image, RowError error, List<FilePiece> pieces) {
    List<Rejection> refused =
        pieces.stream()
            .flatMap(
                said ->
                    said.piece().refusals().stream()
                        .map(
                            refusal ->
                                new Rejection(
                                    refusal.problem().code(),
                                    said.file() + ": " + refusal.message(),
                                    refusal.annotationId(),
                                    said.file())))
            .toList();
    long lost = pieces.stream().mapToLong(said -> said.piece().annotations().size()).sum();
    return new ImageRow(
        image,
        origin.key().phase(),
        List.of(),
        refused,
        lost == 0 ? Map.of() : Map.of(WITHOUT_IMAGE, lost),
        Optional.of(error),
        origin.provenance(NO_DEVICE),
        Map.of());
  }

  private ImageReference read(ListedImage image) throws UnreadableImageException, ImageException {
    byte[] bytes = reader.read(image);
    long length = image.length() == ListedImage.UNKNOWN_LENGTH ? bytes.length : image.length();
    ImageSize size = decoder.size(bytes, image.fileName());
    return image.reference(Sha256.hex(bytes), length, (int) size.width(), (int) size.height());
  }
}
