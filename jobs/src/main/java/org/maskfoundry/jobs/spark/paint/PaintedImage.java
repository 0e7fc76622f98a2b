package org.maskfoundry.jobs.spark.paint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.jobs.spark.output.ManifestLine;

/**
 * An image's line of the manifest.
 *
 * @param fileName path relative to the source
 * @param imageId the image's id
 * @param work digest of what the picture follows from: the row and how it is painted
 * @param width columns of the image
 * @param height rows of the image
 * @param masks how many masks are painted into it
 * @param file the picture, relative to the manifest; null where the image failed
 * @param errorCode why it failed, null where it did not
 * @param errorMessage which file, what was found, what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaintedImage(
    @JsonProperty("file_name") String fileName,
    @JsonProperty("image_id") long imageId,
    @JsonProperty("work") String work,
    @JsonProperty("width") int width,
    @JsonProperty("height") int height,
    @JsonProperty("masks") int masks,
    @JsonProperty("file") String file,
    @JsonProperty("error_code") String errorCode,
    @JsonProperty("error_message") String errorMessage)
    implements ManifestLine {

  static PaintedImage of(ImageReference image, String work, int masks, String file) {
    return new PaintedImage(
        image.fileName(),
        image.imageId(),
        work,
        image.width(),
        image.height(),
        masks,
        file,
        null,
        null);
  }

  static PaintedImage failed(ImageReference image, String work, RowError error) {
    return new PaintedImage(
        image.fileName(),
        image.imageId(),
        work,
        image.width(),
        image.height(),
        0,
        null,
        error.code(),
        error.message());
  }
}
