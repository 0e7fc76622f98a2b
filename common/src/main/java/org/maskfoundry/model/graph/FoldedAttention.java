package org.maskfoundry.model.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * Attention with relative positions, folded: to the scaled query the terms {@code q R} of each row
 * and column are appended, to the key the one-hot row and column, so that their product is the
 * score with its position bias, and one fused attention needs no bias of {@code [tokens, tokens]}.
 */
class FoldedAttention implements EncoderAttention {

  /** GPUs read widths of a multiple of this fastest. */
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
  public String add(String query, String key, String value, String prefix, int side) {
    long tokens = (long) side * side;
    int folded = (headWidth + 2 * side + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String byHead = layers.reshape(query, -1, tokens, heads, headWidth);
    String columns = columns(byHead, prefix, side, folded - headWidth - side);
    String scaled = graph.node("Mul", byHead, graph.number(1 / Math.sqrt(headWidth)));
    String queries = layers.concat(3, scaled, rows(byHead, prefix, side), columns);
    String keys =
        layers.concat(
            3,
            layers.reshape(key, -1, tokens, heads, headWidth),
            oneHots(query, side, folded - headWidth));
    return fused(
        layers.reshape(queries, -1, tokens, (long) heads * folded),
        layers.reshape(keys, -1, tokens, (long) heads * folded),
        value,
        tokens,
        folded);
  }

  /**
   * The attention itself.
   *
   * @param queries {@code [items, tokens, heads * folded]}, as are the keys
   * @param value {@code [items, tokens, heads * headWidth]}, as is the answer
   */
  String fused(String queries, String keys, String value, long tokens, int folded) {
    return graph.contributed(
        "MultiHeadAttention",
        Attributes.none().with("num_heads", (long) heads).with("scale", 1f),
        queries,
        keys,
        value);
  }

  /** {@code [items, tokens, heads, side]}: for each query the term of each key row. */
  private String rows(String query, String prefix, int side) {
    String map = layers.reshape(query, -1, side, (long) side * heads, headWidth);
    String terms = graph.node("MatMul", map, positions.add(prefix + ".rel_pos_h", side, side));
    return layers.reshape(terms, -1, (long) side * side, heads, side);
  }

  /** {@code [items, tokens, heads, width]}: of each key column; zeros where there is none. */
  private String columns(String query, String prefix, int side, int width) {
    String map = layers.reshape(query, -1, side, side, (long) heads * headWidth);
    String turned =
        layers.reshape(layers.transpose(map, 0, 2, 1, 3), -1, side, (long) side * heads, headWidth);
    String terms = graph.node("MatMul", turned, positions.add(prefix + ".rel_pos_w", side, width));
    String back =
        layers.transpose(layers.reshape(terms, -1, side, side, (long) heads * width), 0, 2, 1, 3);
    return layers.reshape(back, -1, (long) side * side, heads, width);
  }

  /**
   * {@code [items, tokens, heads, width]}: row and column of each key as one-hots, zeros after
   * them.
   */
  private String oneHots(String query, int side, int width) {
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
    String items = layers.slice(graph.node("Shape", query), 0, 0, 1);
    String shape = layers.concat(0, items, graph.longs(tokens, heads, width));
    return graph.node("Expand", table, shape);
  }
}
