package org.maskfoundry.dataset;

import org.maskfoundry.config.Redaction;

/**
 * An image of a dataset.
 *
 * @param imageId 63 bits of SHA-256 over relative path and content digest (over the path alone
 *     where there is no content)
 * @param fileName path relative to the source, with forward slashes
 * @param uri where the bytes were read, without keys
 * @param length bytes
 * @param modified modification time in milliseconds since 1970
 * @param sha256 digest of the bytes (hex), empty where they could not be read
 * @param width columns in pixels, 0 where unknown
 * @param height rows in pixels, 0 where unknown
 */
public record ImageReference(
    long imageId,
    String fileName,
    String uri,
    long length,
    long modified,
    String sha256,
    int width,
    int height) {

  /** Rows are read by many: no secret gets into one. */
  public ImageReference {
    fileName = Redaction.uri(fileName);
    uri = Redaction.uri(uri);
  }
}
