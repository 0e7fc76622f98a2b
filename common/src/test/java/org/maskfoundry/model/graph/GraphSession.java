package org.maskfoundry.model.graph;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.checkpoint.Tensor;

/** A graph of ours, run on the CPU without anything around it. */
final class GraphSession implements AutoCloseable {

  private final Map<String, OnnxTensor> external = new HashMap<>();
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();

  GraphSession(OnnxGraph graph) throws OrtException {
    for (Tensor tensor : graph.externalInitializers().values()) {
      long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
      external.put(
          tensor.name(),
          OnnxTensor.createTensor(
              OnnxRuntime.environment(), tensor.data(), shape, OnnxJavaType.FLOAT));
    }
    session = OnnxRuntime.session(graph.model(), external, Device.CPU, 1);
  }

  GraphSession input(String name, float[] numbers, long... shape) throws OrtException {
    OnnxTensor tensor =
        OnnxTensor.createTensor(OnnxRuntime.environment(), FloatBuffer.wrap(numbers), shape);
    OnnxTensor before = inputs.put(name, tensor);
    if (before != null) {
      before.close();
    }
    return this;
  }

  /** Runs another graph and takes its outputs as inputs, by their names. */
  GraphSession outputsOf(GraphSession other) throws OrtException {
    try (OrtSession.Result result = other.session.run(other.inputs)) {
      for (Map.Entry<String, OnnxValue> output : result) {
        OnnxTensor tensor = (OnnxTensor) output.getValue();
        input(output.getKey(), floats(tensor), tensor.getInfo().getShape());
      }
    }
    return this;
  }

  /** The outputs, row-major. */
  Map<String, float[]> run() throws OrtException {
    Map<String, float[]> outputs = new HashMap<>();
    try (OrtSession.Result result = session.run(inputs)) {
      for (Map.Entry<String, OnnxValue> output : result) {
        outputs.put(output.getKey(), floats((OnnxTensor) output.getValue()));
      }
    }
    return outputs;
  }

  /** Whole numbers become floats, which hold small ones exactly. */
  private static float[] floats(OnnxTensor tensor) {
    if (tensor.getInfo().type == OnnxJavaType.FLOAT) {
      return tensor.getFloatBuffer().array();
    }
    long[] whole = tensor.getLongBuffer().array();
    float[] floats = new float[whole.length];
    for (int i = 0; i < whole.length; i++) {
      floats[i] = whole[i];
    }
    return floats;
  }

  @Override
  public void close() throws OrtException {
    session.close();
    inputs.values().forEach(OnnxTensor::close);
    external.values().forEach(OnnxTensor::close);
  }
}
