package org.maskfoundry.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.maskfoundry.model.Sha256;

/**
 * The numbers that images and masks are known by. They follow from what they name and from nothing
 * else, so that reruns, retries and other partitions give the same ones.
 */
public final class ImageIdentity {

  private static final byte SEPARATOR = 0;

  private ImageIdentity() {}

  /**
   * An image's id: 63 bits of SHA-256 over relative path and content digest.
   *
   * @param fileName path relative to the source, with forward slashes
   * @param sha256 digest of the content (hex); empty where it could not be read: then the id comes
   *     from the path alone
   */
  public static long imageId(String fileName, String sha256) {
    MessageDigest digest = Sha256.digest();
    digest.update(fileName.getBytes(StandardCharsets.UTF_8));
    if (!sha256.isEmpty()) {
      digest.update(SEPARATOR);
      digest.update(sha256.getBytes(StandardCharsets.US_ASCII));
    }
    return first63Bits(digest);
  }

  /**
   * The id of a mask found by a model: 63 bits of SHA-256 over all that tells it from the masks of
   * other images, models, settings and positions.
   *
   * @param imageId the image
   * @param modelDigest SHA-256 (hex) of the model
   * @param settingsDigest SHA-256 (hex) of the settings
   * @param index the mask's index among those of its image, from 0
   */
  public static long annotationId(
      long imageId, String modelDigest, String settingsDigest, int index) {
    return first63Bits(imageId, modelDigest, settingsDigest, index);
  }

  /**
   * The id of a mask that a person drew: 63 bits of SHA-256 over image, annotator, the tool's id
   * and how often that has come before, so that an export made anew gives the same ids.
   *
   * @param imageId the image
   * @param annotator the person, or empty
   * @param toolId the tool's id, or empty
   * @param occurrence counts masks of the same image, person and tool id, from 1
   */
  public static long drawnAnnotationId(
      long imageId, String annotator, String toolId, int occurrence) {
    return first63Bits(imageId, annotator, toolId, occurrence);
  }

  private static long first63Bits(long imageId, String first, String second, int number) {
    MessageDigest digest = Sha256.digest();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(imageId).array());
    digest.update(first.getBytes(StandardCharsets.UTF_8));
    digest.update(SEPARATOR);
    digest.update(second.getBytes(StandardCharsets.UTF_8));
    digest.update(SEPARATOR);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    return first63Bits(digest);
  }

  private static long first63Bits(MessageDigest digest) {
    return ByteBuffer.wrap(digest.digest()).getLong() & Long.MAX_VALUE;
  }
}
