package org.maskfoundry.jobs.table;

import java.io.Serializable;

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
}
