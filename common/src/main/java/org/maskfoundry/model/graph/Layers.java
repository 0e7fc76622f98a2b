package org.maskfoundry.model.graph;

/** The layers that encoder and decoder are made of, with the weights of a checkpoint. */
final class Layers {

  private final GraphBuilder graph;

  Layers(GraphBuilder graph) {
    this.graph = graph;
  }

  /**
   * {@code x W' + b} over the last axis; the weight stays as PyTorch stores it, {@code [out, in]}.
   */
  String linear(String x, String prefix) {
    String product = productTransposed(x, graph.weight(prefix + ".weight"));
    return graph.node("Add", product, graph.weight(prefix + ".bias"));
  }

  /** Normalises the last axis. */
  String layerNorm(String x, String prefix, double epsilon) {
    return graph.node(
        "LayerNormalization",
        Attributes.none().with("axis", -1L).with("epsilon", (float) epsilon),
        x,
        graph.weight(prefix + ".weight"),
        graph.weight(prefix + ".bias"));
  }

  /**
   * Normalises the last axis of {@code x + other + bias}, in one pass over the numbers.
   *
   * @param x {@code [B, n, width]}
   * @param other {@code [B, n, width]} or {@code [1, n, width]}
   * @param bias the name of a tensor {@code [width]}
   */
  String sumNorm(String x, String other, String bias, String prefix, double epsilon) {
    return graph.contributed(
        "SkipLayerNormalization",
        Attributes.none().with("epsilon", (float) epsilon),
        x,
        other,
        graph.weight(prefix + ".weight"),
        graph.weight(prefix + ".bias"),
        graph.weight(bias));
  }

  /** Normalises the channels of {@code [N, C, h, w]}. */
  String channelNorm(String x, String prefix) {
    String last = transpose(x, 0, 2, 3, 1);
    return transpose(layerNorm(last, prefix, 1e-6), 0, 3, 1, 2);
  }

  /** The exact GELU, not its approximation. */
  String gelu(String x) {
    return graph.node("Gelu", x);
  }

  String transpose(String x, long... axes) {
    return graph.node("Transpose", Attributes.none().with("perm", axes), x);
  }

  /** The tokens after the perceptron and the norm that follow a layer's attentions. */
  String tokenPerceptron(String tokens, String prefix, double epsilon) {
    String inner = graph.node("Relu", linear(tokens, prefix + ".mlp.lin1"));
    String outer = linear(inner, prefix + ".mlp.lin2");
    return layerNorm(graph.node("Add", tokens, outer), prefix + ".norm3", epsilon);
  }

  /** Softmax over the last axis. */
  String softmax(String scores) {
    return graph.node("Softmax", Attributes.none().with("axis", -1L), scores);
  }

  /** The product with the transposed of the last two axes of {@code right}. */
  String productTransposed(String left, String right) {
    return graph.contributed("FusedMatMul", Attributes.none().with("transB", 1L), left, right);
  }

  /** Another shape of the same numbers; 0 keeps an axis, -1 is what is left. */
  String reshape(String x, long... shape) {
    return graph.node("Reshape", x, graph.longs(shape));
  }

  String concat(int axis, String... parts) {
    return graph.node("Concat", Attributes.none().with("axis", (long) axis), parts);
  }

  /** Indices from {@code start} to {@code end} (exclusive) of an axis. */
  String slice(String x, int axis, long start, long end) {
    return graph.node("Slice", x, graph.longs(start), graph.longs(end), graph.longs(axis));
  }

  /** Linear layers with ReLU between them: {@code prefix.layers.0} and so on. */
  String perceptron(String x, String prefix, int layers) {
    String value = x;
    for (int layer = 0; layer < layers; layer++) {
      value = linear(value, prefix + ".layers." + layer);
      value = layer + 1 < layers ? graph.node("Relu", value) : value;
    }
    return value;
  }
}
