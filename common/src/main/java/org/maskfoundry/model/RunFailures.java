package org.maskfoundry.model;

import ai.onnxruntime.OrtException;

/**
 * Says what the failure of a run means.
 *
 * @param description the model that was run
 */
record RunFailures(SegmenterDescription description) {

  /**
   * The failure as the product knows it.
   *
   * @param work what the device was asked, as in "3 prompt(s)"
   * @return a {@link DeviceMemoryException} where the device's memory was full, else a {@link
   *     ModelException}
   */
  RuntimeException of(OrtException failure, String work) {
    String reason = OnnxRuntime.firstLine(failure.getMessage());
    if (OnnxRuntime.isOutOfMemory(failure)) {
      return new DeviceMemoryException(
          "The memory of %s is too small for %s: %s".formatted(description.device(), work, reason),
          failure);
    }
    return new ModelException(
        "%s failed on %s: %s".formatted(description.name(), description.device(), reason), failure);
  }
}
