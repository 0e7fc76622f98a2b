package org.maskfoundry.model.graph;

/** Attention of the decoder: few tokens against many cells, or the other way round. */
final class DecoderAttention {

  private final GraphBuilder graph;
  private final Layers layers;
  private final int heads;

  DecoderAttention(GraphBuilder graph, int heads) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.heads = heads;
  }

  /**
   * {@code [B, Q, C]} for queries {@code [B, Q, C]}, keys and values {@code [B, K, C]}; a B of 1
   * serves all.
   */
  String add(String queries, String keys, String values, String prefix) {
    int inner = graph.checkpoint().tensor(prefix + ".q_proj.weight").size(0);
    int headWidth = inner / heads;
    String query = layers.linear(queries, prefix + ".q_proj");
    String key = layers.linear(keys, prefix + ".k_proj");
    String value = layers.linear(values, prefix + ".v_proj");
    String scaled = graph.node("Mul", query, graph.number(1 / Math.sqrt(headWidth)));
    String scores =
        graph.node(
            "MatMul",
            layers.transpose(layers.reshape(scaled, 0, 0, heads, headWidth), 0, 2, 1, 3),
            layers.transpose(layers.reshape(key, 0, 0, heads, headWidth), 0, 2, 3, 1));
    String weights = graph.node("Softmax", Attributes.none().with("axis", -1L), scores);
    String attended =
        graph.node(
            "MatMul",
            weights,
            layers.transpose(layers.reshape(value, 0, 0, heads, headWidth), 0, 2, 1, 3));
    String joined = layers.reshape(layers.transpose(attended, 0, 2, 1, 3), 0, 0, inner);
    return layers.linear(joined, prefix + ".out_proj");
  }
}
