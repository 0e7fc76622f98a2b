package org.maskfoundry.model.graph;

/** The image encoder: patches, blocks of attention and perceptron, neck. */
final class ImageEncoderGraph {

  private static final double EPSILON = 1e-6;

  private static final int QUERY = 0;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  /** The name of the axis of images, of which there may be any number. */
  private static final String IMAGES = "images";

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;
  private final EncoderAttention attention;
  private final long tokens;

  ImageEncoderGraph(GraphBuilder graph, SamArchitecture sam, EncoderAttention attention) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
    this.attention = attention;
    this.tokens = (long) sam.embeddingSize() * sam.embeddingSize();
  }

  /** Adds the whole encoder. */
  void add() {
    String image = graph.input("input_image", IMAGES, 3, sam.imageSize(), sam.imageSize());
    String x = patches(graph.toFormat(image));
    for (int block = 0; block < sam.depth(); block++) {
      x = block(x, "image_encoder.blocks." + block, sam.window(block));
    }
    graph.output(
        neck(x),
        "image_embeddings",
        IMAGES,
        sam.channels(),
        sam.embeddingSize(),
        sam.embeddingSize());
  }

  /** {@code [N, tokens, width]} with absolute positions. */
  private String patches(String image) {
    String patches =
        graph.node(
            "Conv",
            Attributes.none().with("strides", sam.patchSize(), sam.patchSize()),
            image,
            graph.weight("image_encoder.patch_embed.proj.weight"),
            graph.weight("image_encoder.patch_embed.proj.bias"));
    String placed =
        graph.node(
            "Add", layers.transpose(patches, 0, 2, 3, 1), graph.weight("image_encoder.pos_embed"));
    return layers.reshape(placed, -1, tokens, sam.width());
  }

  /** {@code [N, tokens, width]}; a window of 0 is the whole image. */
  private String block(String x, String prefix, int window) {
    String normed = layers.layerNorm(x, prefix + ".norm1", EPSILON);
    String attended =
        window == 0 ? global(normed, prefix + ".attn") : windowed(normed, prefix + ".attn", window);
    String sum = graph.node("Add", x, layers.linear(attended, prefix + ".attn.proj"));
    String inner =
        layers.gelu(
            layers.linear(layers.layerNorm(sum, prefix + ".norm2", EPSILON), prefix + ".mlp.lin1"));
    return graph.node("Add", sum, layers.linear(inner, prefix + ".mlp.lin2"));
  }

  private String global(String normed, String prefix) {
    return attention.add(
        biased(projected(normed, prefix, QUERY), prefix, QUERY),
        biased(projected(normed, prefix, KEY), prefix, KEY),
        biased(projected(normed, prefix, VALUE), prefix, VALUE),
        prefix,
        sam.embeddingSize());
  }

  /**
   * Only what is projected lies in windows: before and after, padding would be projected too. It is
   * 0 until its bias is added, as if zeros had been projected.
   */
  private String windowed(String normed, String prefix, int window) {
    Windows windows = new Windows(graph, sam, window);
    return windows.join(
        attention.add(
            biased(windows.cut(projected(normed, prefix, QUERY)), prefix, QUERY),
            biased(windows.cut(projected(normed, prefix, KEY)), prefix, KEY),
            biased(windows.cut(projected(normed, prefix, VALUE)), prefix, VALUE),
            prefix,
            window));
  }

  /** Query, key or value without its bias. */
  private String projected(String normed, String prefix, int part) {
    return layers.productTransposed(normed, rows(prefix + ".qkv.weight", part));
  }

  private String biased(String projected, String prefix, int part) {
    return graph.node("Add", projected, rows(prefix + ".qkv.bias", part));
  }

  /** Of the three parts that a checkpoint holds in one tensor each has its own product. */
  private String rows(String joint, int part) {
    return graph.weightRows(joint, part * sam.width(), (part + 1) * sam.width());
  }

  private String neck(String x) {
    int side = sam.embeddingSize();
    String planes = layers.transpose(layers.reshape(x, -1, side, side, sam.width()), 0, 3, 1, 2);
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
