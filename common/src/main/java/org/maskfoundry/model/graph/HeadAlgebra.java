package org.maskfoundry.model.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * What the factored decoder is written in: products of heads' numbers with projections that all
 * prompts share, and the layouts between them. Shapes: B prompts, H heads, d numbers of a head, T
 * tokens, R = H * T, n cells, C channels.
 */
final class HeadAlgebra {

  private final GraphBuilder graph;
  private final Layers layers;
  private final int heads;
  private final int headWidth;
  private final int channels;
  private final long cells;
  private final Map<String, String> inputs = new HashMap<>();

  HeadAlgebra(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.heads = sam.decoderHeads();
    this.channels = sam.channels();
    this.headWidth = new FactoredWeights(graph, sam).headWidth(FactoredWeights.LAST_TO_IMAGE);
    this.cells = (long) sam.embeddingSize() * sam.embeddingSize();
  }

  /** {@code [1, H, d, n]}: an output of {@link FactoredImageGraph}. */
  String shared(String name) {
    return inputs.computeIfAbsent(name, any -> graph.input(name, 1, heads, headWidth, cells));
  }

  /** {@code [1, H, n, d]}: another. */
  String sharedRows(String name) {
    return inputs.computeIfAbsent(name, any -> graph.input(name, 1, heads, cells, headWidth));
  }

  /** {@code [1, 1, n]}: another. */
  String sharedSum(String name) {
    return inputs.computeIfAbsent(name, any -> graph.input(name, 1, 1, cells));
  }

  /** {@code [1, n, C]}: another. */
  String sharedImage(String name) {
    return inputs.computeIfAbsent(name, any -> graph.input(name, 1, cells, channels));
  }

  /** Ones of the shape of {@code x}. */
  String onesLike(String x) {
    return graph.node("Expand", graph.single(1), graph.node("Shape", x));
  }

  /** {@code [B, r, C]}: the same {@code [1, r, C]} for each of {@code [B, ...]}. */
  String forEachOf(String prompts, String rows) {
    String count = layers.slice(graph.node("Shape", prompts), 0, 0, 1);
    return graph.node("Expand", rows, layers.concat(0, count, graph.longs(1, 1)));
  }

  /** {@code [B, R, n]}: the products of {@code [B, H, T, d]} with a shared projection. */
  String withShared(String byHead, String name) {
    return cellRows(product(byHead, shared(name)));
  }

  /** {@code [B, H, T, d]} of tokens {@code [B, T, C]}, scaled for a product with keys. */
  String query(String tokens, String projection) {
    return times(byHeadOf(tokens, projection), graph.number(1 / Math.sqrt(headWidth)));
  }

  /** {@code [B, H, T, d]} of tokens {@code [B, T, C]}. */
  String value(String tokens, String prefix) {
    return byHeadOf(tokens, prefix + ".v_proj");
  }

  private String byHeadOf(String tokens, String projection) {
    String projected = layers.linear(tokens, projection);
    return layers.transpose(layers.reshape(projected, 0, 0, heads, headWidth), 0, 2, 1, 3);
  }

  /** {@code [B, T, H * d]} of {@code [B, H, T, d]}. */
  String joined(String byHead) {
    return layers.reshape(layers.transpose(byHead, 0, 2, 1, 3), 0, -1, (long) heads * headWidth);
  }

  /** {@code [B, R, n]} of {@code [B, H, T, n]}. */
  String cellRows(String byHead) {
    return layers.reshape(byHead, 0, -1, cells);
  }

  /** {@code [B, H, T, n]} of {@code [B, R, n]}. */
  String cellsByHead(String rows) {
    return layers.reshape(rows, 0, heads, -1, cells);
  }

  /** {@code [B, R, C]} of {@code [B, H, T, C]}. */
  String channelRows(String byHead) {
    return layers.reshape(byHead, 0, -1, channels);
  }

  /** {@code [B, H, T, C]} of {@code [B, R, C]}. */
  String channelsByHead(String rows) {
    return layers.reshape(rows, 0, heads, -1, channels);
  }

  /** Softmax over the tokens of each head, without the last of them: {@code [B, H, T - 1, n]}. */
  String weightsButLast(String scores) {
    Attributes keep = Attributes.none().with("keepdims", 1L);
    String most = graph.node("ReduceMax", keep, scores, graph.longs(2));
    String weights = graph.node("Exp", graph.node("Sub", scores, most));
    String sum = graph.node("ReduceSum", keep, weights, graph.longs(2));
    return graph.node("Div", layers.slice(weights, 2, 0, -1), sum);
  }

  /**
   * {@code [B, 1, n]}: the products of {@code [B, H, 1, d]} with a shared projection, all heads'
   * together.
   */
  String sumOverHeads(String byHead, String name) {
    long width = (long) heads * headWidth;
    return product(
        layers.reshape(byHead, 0, 1, width), layers.reshape(shared(name), 1, width, cells));
  }

  /** {@code [B, 1, n]} of {@code [B, r, n]}. */
  String sumOverRows(String x) {
    return sum(x, 1);
  }

  /** The sum over an axis, which stays with a size of 1. */
  String sum(String x, long axis) {
    return graph.node("ReduceSum", Attributes.none().with("keepdims", 1L), x, graph.longs(axis));
  }

  String product(String left, String right) {
    return graph.node("MatMul", left, right);
  }

  String times(String left, String right) {
    return graph.node("Mul", left, right);
  }

  String sum(String left, String right) {
    return graph.node("Add", left, right);
  }
}
