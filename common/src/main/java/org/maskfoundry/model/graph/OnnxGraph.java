package org.maskfoundry.model.graph;

import java.util.Map;
import org.maskfoundry.model.checkpoint.Tensor;

/** A model in ONNX whose weights lie outside it. */
public final class OnnxGraph {

  private final byte[] model;
  private final Map<String, Tensor> externalInitializers;

  OnnxGraph(byte[] model, Map<String, Tensor> externalInitializers) {
    this.model = model;
    this.externalInitializers = Map.copyOf(externalInitializers);
  }

  /** The serialized ModelProto. */
  public byte[] model() {
    return model.clone();
  }

  /** The tensors the graph names but does not hold; they must live as long as its session. */
  public Map<String, Tensor> externalInitializers() {
    return externalInitializers;
  }
}
