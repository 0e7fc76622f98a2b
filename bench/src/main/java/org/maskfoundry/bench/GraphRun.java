package org.maskfoundry.bench;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.checkpoint.ElementType;
import org.maskfoundry.model.checkpoint.Tensor;
import org.maskfoundry.model.graph.OnnxGraph;

/** A graph of ours on a device, with its inputs, to be run over and over. For one thread. */
final class GraphRun implements AutoCloseable {

  private final Map<String, OnnxTensor> weights;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final OrtSession session;

  /** A graph on the processor. */
  GraphRun(OnnxGraph graph, int threads) throws OrtException {
    this(graph, Device.CPU, threads);
  }

  /**
   * A graph on a device.
   *
   * @param threads of the processor, where it is the device
   */
  GraphRun(OnnxGraph graph, Device device, int threads) throws OrtException {
    weights = weights(graph);
    session = OnnxRuntime.session(graph.model(), weights, device, threads);
  }

  /** A graph whose operators are timed; the times go to a file in a folder. */
  GraphRun(OnnxGraph graph, Device device, int threads, Path profiles) throws OrtException {
    weights = weights(graph);
    try (SessionOptions options = OnnxRuntime.options(weights, device, threads)) {
      options.enableProfiling(profiles.resolve("profile").toString());
      session = OnnxRuntime.environment().createSession(graph.model(), options);
    }
  }

  /** Ends the timing of operators and says where their times are. */
  Path endProfiling() throws OrtException {
    return Path.of(session.endProfiling());
  }

  private static Map<String, OnnxTensor> weights(OnnxGraph graph) throws OrtException {
    Map<String, OnnxTensor> weights = new HashMap<>();
    for (Map.Entry<String, Tensor> weight : graph.externalInitializers().entrySet()) {
      weights.put(weight.getKey(), tensor(weight.getValue()));
    }
    return weights;
  }

  private static OnnxTensor tensor(Tensor weight) throws OrtException {
    return OnnxTensor.createTensor(
        OnnxRuntime.environment(),
        weight.data(),
        weight.shape().stream().mapToLong(Long::longValue).toArray(),
        weight.type() == ElementType.F16 ? OnnxJavaType.FLOAT16 : OnnxJavaType.FLOAT);
  }

  GraphRun input(String name, float[] numbers, long... shape) throws OrtException {
    OnnxTensor tensor =
        OnnxTensor.createTensor(OnnxRuntime.environment(), FloatBuffer.wrap(numbers), shape);
    OnnxTensor before = inputs.put(name, tensor);
    if (before != null) {
      before.close();
    }
    return this;
  }

  /** Runs another graph and takes its outputs as inputs, by their names. */
  void outputsOf(GraphRun other) throws OrtException {
    try (OrtSession.Result result = other.session.run(other.inputs)) {
      for (Map.Entry<String, OnnxValue> output : result) {
        OnnxTensor tensor = (OnnxTensor) output.getValue();
        input(output.getKey(), numbers(tensor), tensor.getInfo().getShape());
      }
    }
  }

  /** Runs the graph for one of its outputs. */
  float[] floats(String output) throws OrtException {
    try (OrtSession.Result result = session.run(inputs)) {
      return numbers((OnnxTensor) result.get(output).orElseThrow());
    }
  }

  /** Runs the graph for one of its outputs, which has whole numbers. */
  long[] longs(String output) throws OrtException {
    try (OrtSession.Result result = session.run(inputs)) {
      LongBuffer buffer = ((OnnxTensor) result.get(output).orElseThrow()).getLongBuffer();
      long[] numbers = new long[buffer.remaining()];
      buffer.get(numbers);
      return numbers;
    }
  }

  private static float[] numbers(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] numbers = new float[buffer.remaining()];
    buffer.get(numbers);
    return numbers;
  }

  /** Runs the graph and throws its answer away. */
  void run() throws OrtException {
    session.run(inputs).close();
  }

  /** The same, over and over. */
  void run(int times) throws OrtException {
    for (int i = 0; i < times; i++) {
      run();
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
    inputs.values().forEach(OnnxTensor::close);
    weights.values().forEach(OnnxTensor::close);
  }
}
