package org.maskfoundry.model.graph;

/** The number format a graph computes in. */
public enum FloatFormat {
  /** 32-bit floats. */
  SINGLE(1),
  /** 16-bit floats; inputs, outputs and the encoding of positions stay in 32 bits. */
  HALF(10);

  private final int onnxType;

  FloatFormat(int onnxType) {
    this.onnxType = onnxType;
  }

  /** TensorProto.DataType of onnx.proto. */
  int onnxType() {
    return onnxType;
  }
}
