package org.maskfoundry.model.graph;

/**
 * Attention as the public code computes it: the scores of all queries and keys are written out, and
 * so is the bias of their relative positions that is added to them.
 */
final class BiasedAttention implements EncoderAttention {

  private final GraphBuilder graph;
  private final Layers layers;
  private final RelativePositions positions;
  private final long heads;
  private final int headWidth;

  BiasedAttention(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.positions = new RelativePositions(graph);
    this.heads = sam.heads();
    this.headWidth = sam.width() / sam.heads();
  }

  @Override
  public String add(String x, String prefix, int side) {
    long tokens = (long) side * side;
    String joint =
        layers.reshape(layers.linear(x, prefix + ".qkv"), -1, tokens, 3, heads, headWidth);
    String parts = layers.transpose(joint, 2, 0, 3, 1, 4);
    String query = part(parts, 0, tokens);
    String key = part(parts, 1, tokens);
    String scaled = graph.node("Mul", query, graph.number(1 / Math.sqrt(headWidth)));
    String scores = graph.node("MatMul", scaled, layers.transpose(key, 0, 1, 3, 2));
    String biased =
        graph.node(
            "Add",
            graph.node(
                "Add",
                layers.reshape(scores, -1, heads, tokens, side, side),
                rows(query, prefix, side)),
            columns(query, prefix, side));
    String weights =
        graph.node(
            "Softmax",
            Attributes.none().with("axis", -1L),
            layers.reshape(biased, -1, heads, tokens, tokens));
    String attended =
        layers.transpose(graph.node("MatMul", weights, part(parts, 2, tokens)), 0, 2, 1, 3);
    return layers.linear(layers.reshape(attended, -1, tokens, heads * headWidth), prefix + ".proj");
  }

  /** Query, key or value: {@code [items, heads, tokens, headWidth]}. */
  private String part(String parts, int index, long tokens) {
    return layers.reshape(layers.slice(parts, 0, index, index + 1L), -1, heads, tokens, headWidth);
  }

  /** {@code [items, heads, tokens, side, 1]}: for each query the term of each key row. */
  private String rows(String query, String prefix, int side) {
    String map = layers.reshape(query, -1, heads, side, side, headWidth);
    String terms = graph.node("MatMul", map, positions.add(prefix + ".rel_pos_h", side));
    return layers.reshape(terms, -1, heads, (long) side * side, side, 1);
  }

  /** {@code [items, heads, tokens, 1, side]}: for each query the term of each key column. */
  private String columns(String query, String prefix, int side) {
    String map =
        layers.transpose(layers.reshape(query, -1, heads, side, side, headWidth), 0, 1, 3, 2, 4);
    String terms = graph.node("MatMul", map, positions.add(prefix + ".rel_pos_w", side));
    return layers.reshape(
        layers.transpose(terms, 0, 1, 3, 2, 4), -1, heads, (long) side * side, 1, side);
  }
}
