package org.maskfoundry.jobs.spark;

import org.maskfoundry.dataset.RowError;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.jobs.spark.isolation.LostProcessException;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.model.ModelException;

/** What a row says of an image that failed. */
public final class ImageFailure {

  private static final int MEGABYTE = 1 << 20;

  private ImageFailure() {}

  /** The error for a failure, by its kind. */
  public static RowError of(String fileName, Throwable failure) {
    if (failure instanceof ImageException image) {
      return new RowError(image.code(), image.getMessage());
    }
    if (failure instanceof UnreadableImageException unreadable) {
      return new RowError(unreadable.code(), unreadable.getMessage());
    }
    if (failure instanceof OutOfMemoryError) {
      return new RowError(
          "out_of_memory",
          "%s: does not fit the Java heap of %d MB, even alone; give more (spark.executor.memory on a cluster, MASKFOUNDRY_JAVA_OPTIONS=-Xmx8g locally) or make the image smaller"
              .formatted(fileName, Runtime.getRuntime().maxMemory() / MEGABYTE));
    }
    if (failure instanceof DeviceMemoryException) {
      return new RowError(
          "device_out_of_memory",
          "%s: %s, even alone; use a device with more memory or a smaller model"
              .formatted(fileName, failure.getMessage()));
    }
    if (failure instanceof LostProcessException) {
      return new RowError(LostProcessException.CODE, failure.getMessage());
    }
    if (failure instanceof ModelException) {
      return new RowError("model_failed", fileName + ": " + failure.getMessage());
    }
    return new RowError(
        "internal_error",
        "%s: unexpected failure, please report it: %s".formatted(fileName, failure));
  }
}
