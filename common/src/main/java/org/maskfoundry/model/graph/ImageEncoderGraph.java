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
  private final long tokens;
  private final Map<Integer, Windows> windowsOf = new HashMap<>();

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

  /**
   * {@code [N, tokens, width]} with absolute positions. A convolution whose stride is its size is a
   * product with the pixels of each patch, which a GPU does without searching for an algorithm.
   */
  private String patches(String image) {
    int side = sam.embeddingSize();
    int patch = sam.patchSize();
    String split = layers.reshape(image, -1, 3, side, patch, side, patch);
    String pixels =
        layers.reshape(layers.transpose(split, 0, 2, 4, 1, 3, 5), -1, tokens, 3L * patch * patch);
    String patches =
        layers.productTransposed(
            pixels,
            layers.reshape(
                graph.weight("image_encoder.patch_embed.proj.weight"),
                sam.width(),
                3L * patch * patch));
    String biased = graph.node("Add", patches, graph.weight("image_encoder.patch_embed.proj.bias"));
    String positions =
        layers.reshape(graph.weight("image_encoder.pos_embed"), 1, tokens, sam.width());
    return graph.node("Add", biased, positions);
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

  /** {@code [N, C, h, w]}: two convolutions, of one cell and of its neighbourhood. */
  private String neck(String x) {
    String narrow =
        layers.productTransposed(
            x,
            layers.reshape(
                graph.weight("image_encoder.neck.0.weight"), sam.channels(), sam.width()));
    String normed = layers.layerNorm(narrow, "image_encoder.neck.1", EPSILON);
    String mixed =
        layers.layerNorm(
            layers.productTransposed(neighbours(normed), byPlace("image_encoder.neck.2.weight")),
            "image_encoder.neck.3",
            EPSILON);
    return layers.reshape(
        layers.transpose(mixed, 0, 2, 1),
        -1,
        sam.channels(),
        sam.embeddingSize(),
        sam.embeddingSize());
  }

  /** {@code [N, tokens, 9 * C]}: each cell's neighbourhood of 3 x 3, zeros beyond the border. */
  private String neighbours(String cells) {
    int side = sam.embeddingSize();
    int[] sources = new int[9 * side * side];
    for (int place = 0; place < sources.length; place++) {
      int row = place / 9 / side + place % 9 / 3 - 1;
      int column = place / 9 % side + place % 3 - 1;
      boolean inside = row >= 0 && row < side && column >= 0 && column < side;
      sources[place] = inside ? row * side + column : side * side;
    }
    CellTable table = new CellTable(graph, side * side, sam.channels(), sources);
    return layers.reshape(table.of(cells), -1, tokens, 9L * sam.channels());
  }

  /** {@code [out, 9 * in]} of a convolution's weight {@code [out, in, 3, 3]}. */
  private String byPlace(String name) {
    return layers.reshape(
        layers.transpose(graph.weight(name), 0, 2, 3, 1), sam.channels(), 9L * sam.channels());
  }
}
