package org.maskfoundry.model.graph;

import java.util.Arrays;

/**
 * Attention between few tokens and many cells of an image, re-associated: the tokens are projected
 * to the width of the image, not the cells to that of a head. With about 7 tokens and 8 heads there
 * are 56 columns where a projection of the cells has 128. What is equal for all keys drops out of
 * the softmax; the bias of values is added once.
 */
final class AbsorbedAttention {

  private final GraphBuilder graph;
  private final Layers layers;
  private final int heads;
  private final int channels;
  private final long cells;

  AbsorbedAttention(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.heads = sam.decoderHeads();
    this.channels = sam.channels();
    this.cells = (long) sam.embeddingSize() * sam.embeddingSize();
  }

  private int headWidth(String prefix) {
    return graph.checkpoint().tensor(prefix + ".q_proj.weight").size(0) / heads;
  }

  /** {@code [B, heads, T, headWidth]}: a projection of {@code [B, T, C]}, head by head. */
  String projected(String tokens, String projection, int headWidth) {
    return layers.transpose(
        layers.reshape(layers.linear(tokens, projection), 0, 0, heads, headWidth), 0, 2, 1, 3);
  }

  private String scaled(String projected, int headWidth) {
    return graph.node("Mul", projected, graph.number(1 / Math.sqrt(headWidth)));
  }

  /** {@code [heads, headWidth, C]}: a projection's weight, head by head. */
  private String byHead(String projection, int headWidth) {
    return layers.reshape(graph.weight(projection + ".weight"), heads, headWidth, channels);
  }

  /** {@code [B, heads * T, n]}: one row for each head and token. */
  private String rows(String byHead, long width) {
    String shape = graph.node("Shape", byHead);
    String prompts = layers.slice(shape, 0, 0, 1);
    String tokens = layers.slice(shape, 0, 2, 3);
    String rows = graph.node("Mul", tokens, graph.longs(heads));
    return graph.node("Reshape", byHead, layers.concat(0, prompts, rows, graph.longs(width)));
  }

  /**
   * {@code [B, T, C]}: what tokens see in the image. There may be no prompts.
   *
   * @param tokens {@code [B, T, C]} with their positions
   * @param placed {@code [B, cells, C]} the image with its positions
   * @param image {@code [B, cells, C]}
   */
  String tokensToImage(String tokens, String placed, String image, String prefix) {
    int headWidth = headWidth(prefix);
    long width = (long) heads * headWidth;
    String prompts = layers.slice(graph.node("Shape", tokens), 0, 0, 1);
    String count = layers.slice(graph.node("Shape", tokens), 0, 1, 2);
    String query = scaled(layers.linear(tokens, prefix + ".q_proj"), headWidth);
    String wide =
        graph.node(
            "MatMul",
            graph.node("Mul", layers.reshape(query, 0, 0, 1, width), ownHead(headWidth)),
            graph.weight(prefix + ".k_proj.weight"));
    // No -1 in these shapes: where there are no prompts, it would be 0 divided by 0.
    String rows = graph.node("Mul", count, graph.longs(heads));
    String asked =
        graph.node("Reshape", wide, layers.concat(0, prompts, rows, graph.longs(channels)));
    String weights = layers.softmax(layers.productTransposed(asked, placed));
    String seen = graph.node("MatMul", weights, image);
    String value =
        graph.node(
            "Reshape",
            layers.productTransposed(seen, graph.weight(prefix + ".v_proj.weight")),
            layers.concat(0, prompts, count, graph.longs(heads, width)));
    String joined =
        graph.node(
            "ReduceSum",
            Attributes.none().with("keepdims", 0L),
            graph.node("Mul", value, ownHead(headWidth)),
            graph.longs(2));
    String biased = graph.node("Add", joined, graph.weight(prefix + ".v_proj.bias"));
    return layers.linear(biased, prefix + ".out_proj");
  }

  /**
   * {@code [heads, heads * headWidth]}: 1 where a number belongs to the head. With few tokens a
   * product over all heads is cheaper than moving the heads to the front and back.
   */
  private String ownHead(int headWidth) {
    int width = heads * headWidth;
    float[] numbers = new float[heads * width];
    for (int head = 0; head < heads; head++) {
      Arrays.fill(
          numbers, head * width + head * headWidth, head * width + (head + 1) * headWidth, 1);
    }
    return graph.derived("own_head." + width, new long[] {heads, width}, numbers);
  }

  /**
   * {@code [B, T, C]}: the same with keys and values that were projected for all prompts, whose
   * tokens are asked together.
   *
   * @param keys {@code [1, heads, headWidth, cells]}
   * @param values {@code [1, heads, cells, headWidth]}
   */
  String tokensToShared(String tokens, String keys, String values, String prefix) {
    int headWidth = headWidth(prefix);
    String query =
        scaled(
            layers.reshape(layers.linear(tokens, prefix + ".q_proj"), 1, -1, heads, headWidth),
            headWidth);
    String scores = graph.node("MatMul", layers.transpose(query, 0, 2, 1, 3), keys);
    String weights = layers.softmax(scores);
    String seen = layers.transpose(graph.node("MatMul", weights, values), 0, 2, 1, 3);
    String prompts = layers.slice(graph.node("Shape", tokens), 0, 0, 2);
    String shape = layers.concat(0, prompts, graph.longs((long) heads * headWidth));
    return layers.linear(graph.node("Reshape", seen, shape), prefix + ".out_proj");
  }

  /**
   * {@code [B, cells, C]}: what the cells see in tokens, without the bias of the output.
   *
   * @param placed {@code [B, cells, C]} the image with its positions
   * @param placedTokens {@code [B, T, C]} with their positions
   * @param tokens {@code [B, T, C]}
   */
  String imageToTokens(String placed, String placedTokens, String tokens, String prefix) {
    int headWidth = headWidth(prefix);
    String key = scaled(projected(placedTokens, prefix + ".k_proj", headWidth), headWidth);
    String wide = rows(graph.node("MatMul", key, byHead(prefix + ".q_proj", headWidth)), channels);
    String products = layers.productTransposed(placed, wide);
    String bias = layers.reshape(graph.weight(prefix + ".q_proj.bias"), heads, headWidth, 1);
    String sameForAll = layers.transpose(rows(graph.node("MatMul", key, bias), 1), 0, 2, 1);
    return answered(graph.node("Add", products, sameForAll), key, tokens, prefix);
  }

  /**
   * The same with queries that were projected for all prompts.
   *
   * @param queries {@code [1, heads, cells, headWidth]}
   */
  String sharedToTokens(String queries, String placedTokens, String tokens, String prefix) {
    int headWidth = headWidth(prefix);
    String key = scaled(projected(placedTokens, prefix + ".k_proj", headWidth), headWidth);
    String scores = layers.productTransposed(queries, key);
    String byCell = layers.transpose(scores, 0, 2, 1, 3);
    String prompts = layers.slice(graph.node("Shape", key), 0, 0, 1);
    String shape = layers.concat(0, prompts, graph.longs(cells, -1));
    return answered(graph.node("Reshape", byCell, shape), key, tokens, prefix);
  }

  /**
   * {@code [B, cells, C]} of scores {@code [B, cells, heads * T]}.
   *
   * @param like {@code [B, heads, T, headWidth]}
   */
  private String answered(String scores, String like, String tokens, String prefix) {
    int headWidth = headWidth(prefix);
    String count = layers.slice(graph.node("Shape", like), 0, 2, 3);
    String prompts = layers.slice(graph.node("Shape", like), 0, 0, 1);
    String byHead =
        graph.node("Reshape", scores, layers.concat(0, prompts, graph.longs(cells, heads), count));
    String weights = layers.softmax(byHead);
    String flat = graph.node("Reshape", weights, graph.node("Shape", scores));
    String value = projected(tokens, prefix + ".v_proj", headWidth);
    String out =
        layers.transpose(
            layers.reshape(graph.weight(prefix + ".out_proj.weight"), channels, heads, headWidth),
            1,
            2,
            0);
    return graph.node("MatMul", flat, rows(graph.node("MatMul", value, out), channels));
  }
}
