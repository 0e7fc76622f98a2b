package org.maskfoundry.model.graph;

/** The image encoder: patches, blocks of attention and perceptron, neck. */
final class ImageEncoderGraph {

  private static final double EPSILON = 1e-6;

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;
  private final EncoderAttention attention;

  ImageEncoderGraph(GraphBuilder graph, SamArchitecture sam, EncoderAttention attention) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
    this.attention = attention;
  }

  /** Adds the whole encoder. */
  void add() {
    String image = graph.input("input_image", 1, 3, sam.imageSize(), sam.imageSize());
    String x = patches(graph.toFormat(image));
    for (int block = 0; block < sam.depth(); block++) {
      x = block(x, block);
    }
    graph.output(
        neck(x), "image_embeddings", 1, sam.channels(), sam.embeddingSize(), sam.embeddingSize());
  }

  /** {@code [1, h, w, width]} with absolute positions. */
  private String patches(String image) {
    String patches =
        graph.node(
            "Conv",
            Attributes.none().with("strides", sam.patchSize(), sam.patchSize()),
            image,
            graph.weight("image_encoder.patch_embed.proj.weight"),
            graph.weight("image_encoder.patch_embed.proj.bias"));
    return graph.node(
        "Add", layers.transpose(patches, 0, 2, 3, 1), graph.weight("image_encoder.pos_embed"));
  }

  private String block(String x, int block) {
    String prefix = "image_encoder.blocks." + block;
    String normed = layers.layerNorm(x, prefix + ".norm1", EPSILON);
    int window = sam.window(block);
    String attended =
        window == 0
            ? global(normed, prefix)
            : new Windows(graph, sam, window)
                .apply(normed, windows -> attention.add(windows, prefix + ".attn", window));
    String sum = graph.node("Add", x, attended);
    String inner =
        layers.gelu(
            layers.linear(layers.layerNorm(sum, prefix + ".norm2", EPSILON), prefix + ".mlp.lin1"));
    return graph.node("Add", sum, layers.linear(inner, prefix + ".mlp.lin2"));
  }

  private String global(String normed, String prefix) {
    int side = sam.embeddingSize();
    String tokens = layers.reshape(normed, 1, (long) side * side, sam.width());
    return layers.reshape(
        attention.add(tokens, prefix + ".attn", side), 1, side, side, sam.width());
  }

  private String neck(String x) {
    String planes = layers.transpose(x, 0, 3, 1, 2);
    String narrow = graph.node("Conv", planes, graph.weight("image_encoder.neck.0.weight"));
    String normed = layers.channelNorm(narrow, "image_encoder.neck.1");
    String mixed =
        graph.node(
            "Conv",
            Attributes.none().with("pads", 1, 1, 1, 1),
            normed,
            graph.weight("image_encoder.neck.2.weight"));
    return layers.channelNorm(mixed, "image_encoder.neck.3");
  }
}
