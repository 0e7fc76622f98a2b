package org.maskfoundry.model.graph;

/**
 * Two layers in which tokens attend to themselves and to the image, and the image to the tokens.
 */
final class TwoWayTransformerGraph {

  static final int DEPTH = 2;
  private static final double EPSILON = 1e-5;
  static final String PREFIX = "mask_decoder.transformer.";

  private final GraphBuilder graph;
  private final Layers layers;
  private final DecoderAttention attention;

  TwoWayTransformerGraph(GraphBuilder graph, int heads) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.attention = new DecoderAttention(graph, heads);
  }

  /**
   * What flows through the layers.
   *
   * @param tokens {@code [B, T, C]}
   * @param image {@code [1 or B, cells, C]}; one for all prompts until the tokens first change it
   */
  record Streams(String tokens, String image) {}

  /** The streams after all layers; the first tokens serve as the tokens' positions. */
  Streams add(String tokens, String image, String imagePositions) {
    Streams streams = new Streams(tokens, image);
    for (int layer = 0; layer < DEPTH; layer++) {
      streams = layer(streams, tokens, imagePositions, layer);
    }
    String attended =
        attention.add(
            sum(streams.tokens(), tokens),
            sum(streams.image(), imagePositions),
            streams.image(),
            PREFIX + "final_attn_token_to_image");
    String last =
        layers.layerNorm(sum(streams.tokens(), attended), PREFIX + "norm_final_attn", EPSILON);
    return new Streams(last, streams.image());
  }

  private Streams layer(Streams streams, String positions, String imagePositions, int layer) {
    String prefix = PREFIX + "layers." + layer;
    String tokens = norm(selfAttention(streams.tokens(), positions, layer), prefix + ".norm1");
    String keys = sum(streams.image(), imagePositions);
    String fromImage =
        attention.add(
            sum(tokens, positions), keys, streams.image(), prefix + ".cross_attn_token_to_image");
    tokens = norm(sum(tokens, fromImage), prefix + ".norm2");
    tokens = layers.tokenPerceptron(tokens, prefix, EPSILON);
    String fromTokens =
        attention.add(keys, sum(tokens, positions), tokens, prefix + ".cross_attn_image_to_token");
    String image = norm(sum(streams.image(), fromTokens), prefix + ".norm4");
    return new Streams(tokens, image);
  }

  /**
   * The first layer's tokens are their own positions: nothing is added, and nothing is kept of
   * them.
   */
  private String selfAttention(String tokens, String positions, int layer) {
    String prefix = PREFIX + "layers." + layer + ".self_attn";
    if (layer == 0) {
      return attention.add(tokens, tokens, tokens, prefix);
    }
    String queries = sum(tokens, positions);
    return sum(tokens, attention.add(queries, queries, tokens, prefix));
  }

  private String norm(String x, String prefix) {
    return layers.layerNorm(x, prefix, EPSILON);
  }

  private String sum(String first, String second) {
    return graph.node("Add", first, second);
  }
}
