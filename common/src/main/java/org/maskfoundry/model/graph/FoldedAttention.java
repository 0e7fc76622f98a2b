package org.maskfoundry.model.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * Attention with relative positions, folded: to the scaled query the terms {@code q R} of each row
 * and column are appended, to the key the one-hot row and column, so that their product is the
 * score with its position bias, and one fused attention needs no bias of {@code [tokens, tokens]}.
 */
final class FoldedAttention implements EncoderAttention {

  private static final int ALIGNMENT = 8;

  private final GraphBuilder graph;
  private final Layers layers;
  private final RelativePositions positions;
  private final int heads;
  private final int headWidth;
  private final Map<Integer, String> oneHots = new HashMap<>();

  FoldedAttention(GraphBuilder graph, SamArchitecture sam) {
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
    String query = part(joint, 0, tokens);
    String folded =
        layers.concat(
            3,
            graph.node("Mul", query, graph.number(1 / Math.sqrt(headWidth))),
            alongRows(query, prefix, side),
            alongColumns(query, prefix, side));
    int width = headWidth + 2 * side;
    int padded = (width + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (padded > width) {
      folded = graph.node("Pad", folded, graph.longs(0, 0, 0, 0, 0, 0, 0, padded - width));
    }
    String key = layers.concat(3, part(joint, 1, tokens), oneHots(x, side, padded - headWidth));
    String attended =
        graph.contributed(
            "MultiHeadAttention",
            Attributes.none().with("num_heads", (long) heads).with("scale", 1f),
            layers.reshape(folded, -1, tokens, (long) heads * padded),
            layers.reshape(key, -1, tokens, (long) heads * padded),
            layers.reshape(part(joint, 2, tokens), -1, tokens, (long) heads * headWidth));
    return layers.linear(attended, prefix + ".proj");
  }

  /** Query, key or value: {@code [items, tokens, heads, headWidth]}. */
  private String part(String joint, int index, long tokens) {
    return layers.reshape(layers.slice(joint, 2, index, index + 1L), -1, tokens, heads, headWidth);
  }

  /** {@code [items, tokens, heads, side]}: for each query the term of each key row. */
  private String alongRows(String query, String prefix, int side) {
    String rows = layers.reshape(query, -1, side, (long) side * heads, headWidth);
    String terms = graph.node("MatMul", rows, positions.add(prefix + ".rel_pos_h", side));
    return layers.reshape(terms, -1, (long) side * side, heads, side);
  }

  /** {@code [items, tokens, heads, side]}: for each query the term of each key column. */
  private String alongColumns(String query, String prefix, int side) {
    String map = layers.reshape(query, -1, side, side, heads, headWidth);
    String columns =
        layers.reshape(
            layers.transpose(map, 0, 2, 1, 3, 4), -1, side, (long) side * heads, headWidth);
    String terms = graph.node("MatMul", columns, positions.add(prefix + ".rel_pos_w", side));
    String back =
        layers.transpose(layers.reshape(terms, -1, side, side, heads, side), 0, 2, 1, 3, 4);
    return layers.reshape(back, -1, (long) side * side, heads, side);
  }

  /**
   * {@code [items, tokens, heads, width]}: row and column of each key as one-hots, zeros after
   * them.
   */
  private String oneHots(String x, int side, int width) {
    int tokens = side * side;
    String table =
        oneHots.computeIfAbsent(
            side,
            any -> {
              float[] numbers = new float[tokens * width];
              for (int token = 0; token < tokens; token++) {
                numbers[token * width + token / side] = 1;
                numbers[token * width + side + token % side] = 1;
              }
              return graph.derived("one_hots." + side, new long[] {1, tokens, 1, width}, numbers);
            });
    String items = layers.slice(graph.node("Shape", x), 0, 0, 1);
    String shape = layers.concat(0, items, graph.longs(tokens, heads, width));
    return graph.node("Expand", table, shape);
  }
}
