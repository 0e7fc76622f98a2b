package org.maskfoundry.model.dialect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.model.OnnxRuntime;

/** Input tensors of one call, freed together after it. */
final class TensorSet implements AutoCloseable {

  private final List<OnnxTensor> tensors = new ArrayList<>();

  OnnxTensor floats(FloatBuffer values, long... shape) throws OrtException {
    return add(OnnxTensor.createTensor(OnnxRuntime.environment(), values.duplicate(), shape));
  }

  OnnxTensor longs(LongBuffer values, long... shape) throws OrtException {
    return add(OnnxTensor.createTensor(OnnxRuntime.environment(), values.duplicate(), shape));
  }

  private OnnxTensor add(OnnxTensor tensor) {
    tensors.add(tensor);
    return tensor;
  }

  @Override
  public void close() {
    tensors.forEach(OnnxTensor::close);
  }
}
