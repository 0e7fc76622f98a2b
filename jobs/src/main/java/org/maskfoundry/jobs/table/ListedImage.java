package org.maskfoundry.jobs.table;

import java.io.Serializable;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageReference;

/**
 * An image as its source lists it, before a byte of it is read.
 *
 * @param fileName path relative to the source, with forward slashes
 * @param uri where its bytes are
 * @param length bytes, or {@link #UNKNOWN_LENGTH} where the source does not tell
 * @param modified modification time in milliseconds since 1970, of the file that holds it
 */
public record ListedImage(String fileName, String uri, long length, long modified)
    implements Serializable {

  /** The length of an image whose source tells it only with the bytes. */
  public static final long UNKNOWN_LENGTH = -1;

  /** The image of a row, as its source listed it. */
  public static ListedImage of(ImageReference image) {
    return new ListedImage(image.fileName(), image.uri(), image.length(), image.modified());
  }

  /**
   * The image as rows name it.
   *
   * @param sha256 digest of its bytes (hex), empty where they could not be read
   * @param bytes its length
   * @param width columns in pixels, 0 where unknown
   * @param height rows in pixels, 0 where unknown
   */
  public ImageReference reference(String sha256, long bytes, int width, int height) {
    return new ImageReference(
        ImageIdentity.imageId(fileName, sha256),
        fileName,
        uri,
        bytes,
        modified,
        sha256,
        width,
        height);
  }
}
