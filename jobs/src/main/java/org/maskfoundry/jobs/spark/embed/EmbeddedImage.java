package org.maskfoundry.jobs.spark.embed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.maskfoundry.config.Redaction;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.jobs.spark.output.ManifestLine;
import org.maskfoundry.jobs.table.ListedImage;

/**
 * An image's line of the manifest.
 *
 * @param fileName path relative to the source
 * @param uri where the image is
 * @param length bytes, modified in milliseconds since 1970: when they differ the image is embedded
 *     anew
 * @param modified modification time in milliseconds since 1970
 * @param work digest of model and settings that the embedding follows from
 * @param imageId the image's id
 * @param width columns of the image
 * @param height rows of the image
 * @param resizedWidth columns of the image in the model's frame, without padding
 * @param resizedHeight rows of the image in the model's frame, without padding
 * @param file the embedding, relative to the manifest; null where the image failed
 * @param shape {@code [C, h, w]}
 * @param errorCode why it failed, null where it did not
 * @param errorMessage which file, what was found, what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmbeddedImage(
    @JsonProperty("file_name") String fileName,
    @JsonProperty("uri") String uri,
    @JsonProperty("length") long length,
    @JsonProperty("modified") long modified,
    @JsonProperty("work") String work,
    @JsonProperty("image_id") long imageId,
    @JsonProperty("width") int width,
    @JsonProperty("height") int height,
    @JsonProperty("resized_width") int resizedWidth,
    @JsonProperty("resized_height") int resizedHeight,
    @JsonProperty("file") String file,
    @JsonProperty("shape") List<Integer> shape,
    @JsonProperty("error_code") String errorCode,
    @JsonProperty("error_message") String errorMessage)
    implements ManifestLine {

  /** Manifests are read by many: no secret gets into one. */
  public EmbeddedImage {
    uri = Redaction.uri(uri);
  }

  /** An image that has none. */
  static EmbeddedImage failed(ListedImage image, String work, RowError error) {
    return new EmbeddedImage(
        image.fileName(),
        image.uri(),
        image.length(),
        image.modified(),
        work,
        0,
        0,
        0,
        0,
        0,
        null,
        null,
        error.code(),
        error.message());
  }

  /** Whether this is still of what would be worked on now. */
  public boolean isOf(ListedImage image, String currentWork) {
    return work.equals(currentWork)
        && uri.equals(Redaction.uri(image.uri()))
        && length == image.length()
        && modified == image.modified();
  }
}
