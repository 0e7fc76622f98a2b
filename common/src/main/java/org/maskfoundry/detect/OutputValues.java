package org.maskfoundry.detect;

import ai.onnxruntime.OnnxTensor;

/** A graph's output, copied from the device. */
final class OutputValues {

  private final float[] values;
  private final long[] shape;

  private OutputValues(float[] values, long[] shape) {
    this.values = values;
    this.shape = shape;
  }

  /** A copy of a tensor of floats. */
  static OutputValues of(OnnxTensor tensor) {
    float[] values = new float[tensor.getFloatBuffer().remaining()];
    tensor.getFloatBuffer().get(values);
    return new OutputValues(values, tensor.getInfo().getShape());
  }

  /** The values in C order. */
  float[] values() {
    return values;
  }

  /** The length of an axis. */
  int side(int axis) {
    return (int) shape[axis];
  }
}
