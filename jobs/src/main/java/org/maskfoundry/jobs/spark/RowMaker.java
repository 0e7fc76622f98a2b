package org.maskfoundry.jobs.spark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.jobs.table.ListedImage;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.Sha256;

/** Makes the row of an image, whatever becomes of the image: read, decode, find masks. */
final class RowMaker {

  private final RowOrigin origin;
  private final ImageReader reader;
  private final ImageDecoder decoder;
  private final ImageAnnotator annotator;
  private final GuardedImages guarded;

  RowMaker(
      RowOrigin origin,
      ImageReader reader,
      ImageDecoder decoder,
      ImageAnnotator annotator,
      GuardedImages guarded) {
    this.origin = origin;
    this.reader = reader;
    this.decoder = decoder;
    this.annotator = annotator;
    this.guarded = guarded;
  }

  /**
   * The row of an image.
   *
   * @throws ModelException where the model failed for another reason than memory, which may be the
   *     device's fault and not the image's
   */
  ImageRow row(ListedImage image) {
    Attempt attempt = new Attempt(image);
    return guarded.result(attempt.known.uri(), image.fileName(), attempt::row, attempt::failed);
  }

  /** The row of an image the model failed on, after it failed on other devices as well. */
  ImageRow failed(ListedImage image, ModelException failure) {
    return new Attempt(image).failed(failure);
  }

  /** An image on its way to a row, and what is known of it so far. */
  private final class Attempt {

    private final ListedImage image;
    private final StepTimes times = new StepTimes();
    private ImageReference known;

    Attempt(ListedImage image) {
      this.image = image;
      this.known = image.reference("", Math.max(0, image.length()), 0, 0);
    }

    ImageRow row() {
      try {
        byte[] bytes = times.time("read", () -> reader.read(image));
        String sha256 = Sha256.hex(bytes);
        long length = image.length() == ListedImage.UNKNOWN_LENGTH ? bytes.length : image.length();
        known = image.reference(sha256, length, 0, 0);
        RgbImage raster = times.time("decode_image", () -> decoder.decode(bytes, image.fileName()));
        known = image.reference(sha256, length, raster.width(), raster.height());
        return succeeded(annotator.annotate(raster));
      } catch (UnreadableImageException | ImageException e) {
        return failed(e);
      } catch (DeviceMemoryException | ModelException e) {
        throw e;
      } catch (RuntimeException | StackOverflowError e) {
        return failed(e);
      }
    }

    private ImageRow succeeded(FoundMasks found) {
      times.addAll(found.timings());
      List<MaskAnnotation> annotations =
          found
              .masks()
              .withIds(
                  index ->
                      ImageIdentity.annotationId(
                          known.imageId(),
                          origin.key().modelDigest(),
                          origin.key().settingsDigest(),
                          index));
      return row(annotations, found.dropped(), Optional.empty());
    }

    ImageRow failed(Throwable failure) {
      return failed(ImageFailure.of(image.fileName(), failure));
    }

    ImageRow failed(RowError error) {
      return row(List.of(), Map.of(), Optional.of(error));
    }

    private ImageRow row(
        List<MaskAnnotation> annotations, Map<String, Long> dropped, Optional<RowError> error) {
      return new ImageRow(
          known,
          origin.key().phase(),
          annotations,
          List.of(),
          dropped,
          error,
          origin.provenance(annotator.device()),
          times.toMap());
    }
  }
}
