package org.maskfoundry.model.graph;

/** The prompt encoder: points, box corners and masks as embeddings. */
final class PromptEncoderGraph {

  private static final int KINDS = 4;
  private static final String PREFIX = "prompt_encoder.";

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;

  PromptEncoderGraph(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
  }

  /** {@code [B, N, C]} of the points: position and kind; of padding the kind alone. */
  String sparse() {
    String coordinates = graph.input("point_coords", "prompts", "points", 2);
    String labels = graph.input("point_labels", "prompts", "points");
    String positions =
        graph.node(
            "Div",
            graph.node("Add", coordinates, graph.single(0.5)),
            graph.single(sam.imageSize()));
    String encoded = new PositionEncoding(graph).of(positions);
    String padding = is(labels, -1);
    String kept = graph.node("Sub", graph.number(1), padding);
    String sum =
        graph.node(
            "Add",
            graph.node("Mul", encoded, kept),
            graph.node("Mul", padding, graph.weight(PREFIX + "not_a_point_embed.weight")));
    for (int kind = 0; kind < KINDS; kind++) {
      String embedding = graph.weight(PREFIX + "point_embeddings." + kind + ".weight");
      sum = graph.node("Add", sum, graph.node("Mul", is(labels, kind), embedding));
    }
    return sum;
  }

  /** {@code [B, N, 1]}: 1 where the label is this, else 0. */
  private String is(String labels, int label) {
    String equal = graph.node("Equal", labels, graph.single(label));
    String number = graph.toFormat(graph.cast(equal, FloatFormat.SINGLE.onnxType()));
    return graph.node("Unsqueeze", number, graph.longs(-1));
  }

  /** {@code [1, C, 1, 1]}: what stands for a mask where there is none. */
  String noMask() {
    return layers.reshape(graph.weight(PREFIX + "no_mask_embed.weight"), 1, sam.channels(), 1, 1);
  }

  /** {@code [B, C, h, w]} of one mask for each prompt. */
  String masks() {
    String logits =
        graph.toFormat(graph.input("mask_input", "prompts", 1, sam.maskSize(), sam.maskSize()));
    String x = convolution(logits, 0, 2);
    x = layers.gelu(layers.channelNorm(x, PREFIX + "mask_downscaling.1"));
    x = convolution(x, 3, 2);
    x = layers.gelu(layers.channelNorm(x, PREFIX + "mask_downscaling.4"));
    return convolution(x, 6, 1);
  }

  private String convolution(String x, int layer, int stride) {
    String prefix = PREFIX + "mask_downscaling." + layer;
    return graph.node(
        "Conv",
        Attributes.none().with("strides", stride, stride),
        x,
        graph.weight(prefix + ".weight"),
        graph.weight(prefix + ".bias"));
  }
}
