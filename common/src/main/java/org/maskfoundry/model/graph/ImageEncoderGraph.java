package org.maskfoundry.model.graph;

import java.util.HashMap;
import java.util.Map;

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
  private final EncoderEnds ends;
  private final long tokens;
  private final Map<Integer, Windows> windowsOf = new HashMap<>();

  ImageEncoderGraph(
      GraphBuilder graph, SamArchitecture sam, EncoderAttention attention, EncoderEnds ends) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
    this.attention = attention;
    this.ends = ends;
    this.tokens = (long) sam.embeddingSize() * sam.embeddingSize();
  }

  /** Adds the whole encoder. */
  void add() {
    String image = graph.input("input_image", IMAGES, 3, sam.imageSize(), sam.imageSize());
    String x = placed(ends.patches(graph.toFormat(image)));
    for (int block = 0; block < sam.depth(); block++) {
      x = block(x, "image_encoder.blocks." + block, sam.window(block));
    }
    graph.output(
        ends.neck(x),
        "image_embeddings",
        IMAGES,
        sam.channels(),
        sam.embeddingSize(),
        sam.embeddingSize());
  }

  /** {@code [N, tokens, width]} with absolute positions. */
  private String placed(String patches) {
    String positions =
        layers.reshape(graph.weight("image_encoder.pos_embed"), 1, tokens, sam.width());
    return graph.node("Add", patches, positions);
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
    Windows windows = windowsOf.computeIfAbsent(window, side -> new Windows(graph, sam, side));
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
}
