package org.maskfoundry.model.graph;

/**
 * Attention as the public code computes it: the scores of all queries and keys are written out, and
 * so is each sum of them with the bias of relative positions.
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
  public String add(String query, String key, String value, String prefix, int side) {
    long tokens = (long) side * side;
    String queries = byHead(query, tokens);
    String scaled = graph.node("Mul", queries, graph.number(1 / Math.sqrt(headWidth)));
    String scores = graph.node("MatMul", scaled, layers.transpose(byHead(key, tokens), 0, 1, 3, 2));
    String square = layers.reshape(scores, -1, heads, tokens, side, side);
    String withRows = graph.node("Add", square, rows(queries, prefix, side));
    String biased = graph.node("Add", withRows, columns(queries, prefix, side));
    String weights =
        graph.node(
            "Softmax",
            Attributes.none().with("axis", -1L),
            layers.reshape(biased, -1, heads, tokens, tokens));
    String attended = graph.node("MatMul", weights, byHead(value, tokens));
    return layers.reshape(layers.transpose(attended, 0, 2, 1, 3), -1, tokens, heads * headWidth);
  }

  /** {@code [items, heads, tokens, headWidth]}. */
  private String byHead(String x, long tokens) {
    return layers.transpose(layers.reshape(x, -1, tokens, heads, headWidth), 0, 2, 1, 3);
  }

  /** {@code [items, heads, tokens, side, 1]}: for each query the term of each key row. */
  private String rows(String query, String prefix, int side) {
    String map = layers.reshape(query, -1, heads, side, side, headWidth);
    String terms = graph.node("MatMul", map, positions.add(prefix + ".rel_pos_h", side, side));
    return layers.reshape(terms, -1, heads, (long) side * side, side, 1);
  }

  /** {@code [items, heads, tokens, 1, side]}: for each query the term of each key column. */
  private String columns(String query, String prefix, int side) {
    String map = layers.reshape(query, -1, heads, side, side, headWidth);
    String turned = layers.transpose(map, 0, 1, 3, 2, 4);
    String terms = graph.node("MatMul", turned, positions.add(prefix + ".rel_pos_w", side, side));
    return layers.reshape(
        layers.transpose(terms, 0, 1, 3, 2, 4), -1, heads, (long) side * side, 1, side);
  }
}
