package org.maskfoundry.model.graph;

/**
 * Weights of the mask decoder as the factored graphs need them: head by head, and centred over the
 * channels where a layer norm would take the mean away.
 */
final class FactoredWeights {

  static final String FIRST_TO_TOKENS =
      TwoWayTransformerGraph.PREFIX + "layers.0.cross_attn_image_to_token";
  static final String SECOND_TO_IMAGE =
      TwoWayTransformerGraph.PREFIX + "layers.1.cross_attn_token_to_image";
  static final String SECOND_TO_TOKENS =
      TwoWayTransformerGraph.PREFIX + "layers.1.cross_attn_image_to_token";
  static final String LAST_TO_IMAGE = TwoWayTransformerGraph.PREFIX + "final_attn_token_to_image";
  static final String FIRST_NORM = TwoWayTransformerGraph.PREFIX + "layers.0.norm4";
  static final String SECOND_NORM = TwoWayTransformerGraph.PREFIX + "layers.1.norm4";

  private final GraphBuilder graph;
  private final Layers layers;
  private final int heads;
  private final int channels;

  FactoredWeights(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.heads = sam.decoderHeads();
    this.channels = sam.channels();
  }

  int headWidth(String attention) {
    return graph.checkpoint().tensor(attention + ".q_proj.weight").size(0) / heads;
  }

  /** {@code [heads, headWidth, C]}: a projection of the channels. */
  String projection(String name) {
    int width = graph.checkpoint().tensor(name + ".weight").size(0) / heads;
    return layers.reshape(graph.weight(name + ".weight"), heads, width, channels);
  }

  /** {@code [heads, headWidth, C]}: what a head's numbers add to the channels. */
  String output(String attention) {
    int width = headWidth(attention);
    String weight = graph.weight(attention + ".out_proj.weight");
    return layers.transpose(layers.reshape(weight, channels, heads, width), 1, 2, 0);
  }

  /** The same of the first layer, centred. */
  String firstOutput() {
    return centred(output(FIRST_TO_TOKENS));
  }

  /** The same scaled by the layer norm after it, centred again. */
  String firstOutputNormed() {
    return centred(scaled(firstOutput(), FIRST_NORM));
  }

  /** The second layer's, centred. */
  String secondOutput() {
    return centred(output(SECOND_TO_TOKENS));
  }

  /** {@code [C]}: what every cell has besides, before the second layer's norm; centred. */
  String secondShift() {
    return centred(
        graph.node(
            "Add",
            graph.weight(FIRST_NORM + ".bias"),
            graph.weight(SECOND_TO_TOKENS + ".out_proj.bias")));
  }

  /** The numbers times a layer norm's weight. */
  String scaled(String x, String norm) {
    return graph.node("Mul", x, graph.weight(norm + ".weight"));
  }

  /** The numbers without the mean over their last axis. */
  String centred(String x) {
    return graph.node(
        "Sub",
        x,
        graph.node("ReduceMean", Attributes.none().with("keepdims", 1L), x, graph.longs(-1)));
  }
}
