package org.maskfoundry.model.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.checkpoint.Checkpoint;

/** The product of two square matrices in ONNX Runtime: what the machine reaches at best. */
public final class MatrixProduct implements AutoCloseable {

  private static final int SIDE = 1024;

  private final OrtSession session;
  private final OnnxTensor left;
  private final OnnxTensor right;

  /** A product that is computed by so many threads. */
  public MatrixProduct(int threads) throws OrtException {
    Checkpoint none = Checkpoint.of(Path.of("none"), List.of());
    GraphBuilder graph = new GraphBuilder("product", none, FloatFormat.SINGLE);
    String product =
        graph.node("MatMul", graph.input("left", SIDE, SIDE), graph.input("right", SIDE, SIDE));
    graph.output(product, "product", SIDE, SIDE);
    session = OnnxRuntime.session(graph.build().model(), Map.of(), Device.CPU, threads);
    left = matrix();
    right = matrix();
  }

  private static OnnxTensor matrix() throws OrtException {
    FloatBuffer numbers = FloatBuffer.allocate(SIDE * SIDE);
    for (int i = 0; i < numbers.capacity(); i++) {
      numbers.put(i, i % 7 - 3);
    }
    return OnnxTensor.createTensor(OnnxRuntime.environment(), numbers, new long[] {SIDE, SIDE});
  }

  /** MACs a second of the fastest of some products. */
  public double peak(int rounds) throws OrtException {
    long fastest = Long.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      long begin = System.nanoTime();
      session.run(Map.of("left", left, "right", right)).close();
      fastest = Math.min(fastest, System.nanoTime() - begin);
    }
    return 1e9 * SIDE * SIDE * SIDE / fastest;
  }

  @Override
  public void close() throws OrtException {
    left.close();
    right.close();
    session.close();
  }
}
