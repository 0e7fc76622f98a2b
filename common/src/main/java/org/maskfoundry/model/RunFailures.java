package org.maskfoundry.model;

import ai.onnxruntime.OrtException;

/**
 * Says what the failure of a run means, of any model that ONNX Runtime runs.
 *
 * @param model the model that was run, as messages name it
 * @param device where it ran, as the user would name it ({@code cpu}, {@code cuda:0})
 */
public record RunFailures(String model, String device) {

  /**
   * The failure as the product knows it.
   *
   * @param work what the device was asked, as in "3 prompt(s)"
   * @return a {@link DeviceMemoryException} where the device's memory was full, else a {@link
   *     ModelException}
   */
  public RuntimeException of(OrtException failure, String work) {
    String reason = OnnxRuntime.firstLine(failure.getMessage());
    if (OnnxRuntime.isOutOfMemory(failure)) {
      return new DeviceMemoryException(
          "The memory of %s is too small for %s: %s".formatted(device, work, reason), failure);
    }
    return new ModelException("%s failed on %s: %s".formatted(model, device, reason), failure);
  }
}
