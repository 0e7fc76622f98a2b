package org.maskfoundry.model.graph;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.Precision;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.Tensor;

/**
 * Products of square matrices in ONNX Runtime, one after the other on the device: what it reaches
 * at best.
 */
public final class MatrixProduct implements AutoCloseable {

  private static final int PRODUCTS = 8;
  private static final int SIDE_ON_PROCESSOR = 1024;
  private static final int SIDE_ON_GPU = 8192;

  private final int side;
  private final OnnxTensor weight;
  private final OrtSession session;
  private final OnnxTensor factor;

  /** Products on a device in a number format; on the processor by so many threads. */
  public MatrixProduct(Device device, Precision precision, int threads) throws OrtException {
    side = device.kind() == Device.Kind.CPU ? SIDE_ON_PROCESSOR : SIDE_ON_GPU;
    FloatFormat format = precision == Precision.FP16 ? FloatFormat.HALF : FloatFormat.SINGLE;
    Checkpoint none = Checkpoint.of(Path.of("none"), List.of());
    GraphBuilder graph = new GraphBuilder("product", none, format);
    String matrix = graph.derived("matrix", new long[] {side, side}, matrix());
    String product = graph.node("Mul", matrix, graph.toFormat(graph.input("factor", 1)));
    for (int i = 0; i < PRODUCTS; i++) {
      product = graph.node("MatMul", product, matrix);
    }
    // One number comes back: what is measured is the products, not the way to the device and back.
    graph.output(graph.node("ReduceMax", product), "largest", 1, 1);
    OnnxGraph built = graph.build();
    Map.Entry<String, Tensor> outside = built.externalInitializers().entrySet().iterator().next();
    weight =
        OnnxTensor.createTensor(
            OnnxRuntime.environment(),
            outside.getValue().data(),
            new long[] {side, side},
            format == FloatFormat.HALF ? OnnxJavaType.FLOAT16 : OnnxJavaType.FLOAT);
    session = OnnxRuntime.session(built.model(), Map.of(outside.getKey(), weight), device, threads);
    factor =
        OnnxTensor.createTensor(
            OnnxRuntime.environment(), FloatBuffer.wrap(new float[] {1}), new long[] {1});
  }

  /** Numbers whose products neither grow nor vanish. */
  private float[] matrix() {
    Random random = new Random(1);
    float[] numbers = new float[side * side];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (Math.sqrt(12.0 / side) * (random.nextFloat() - 0.5));
    }
    return numbers;
  }

  /** MACs a second of the fastest of some rounds. */
  public double peak(int rounds) throws OrtException {
    long fastest = Long.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      long begin = System.nanoTime();
      session.run(Map.of("factor", factor)).close();
      fastest = Math.min(fastest, System.nanoTime() - begin);
    }
    return 1e9 * PRODUCTS * side * side * side / fastest;
  }

  @Override
  public void close() throws OrtException {
    session.close();
    weight.close();
    factor.close();
  }
}
