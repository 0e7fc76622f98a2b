package org.maskfoundry.model.graph;

/**
 * The side of the mask decoder that is the same for all prompts without a mask, computed once for
 * an image: the image with the embedding that stands for no mask, and the projections of it that
 * the first layer needs.
 */
final class DecoderImageGraph {

  static final String IMAGE = "decoder_image";
  static final String KEYS = "decoder_keys";
  static final String VALUES = "decoder_values";
  static final String QUERIES = "decoder_queries";

  private static final String LAYER = TwoWayTransformerGraph.PREFIX + "layers.0.";

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;

  DecoderImageGraph(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
  }

  /** Adds the graph with its outputs, which stay in the graph's number format. */
  void add() {
    int side = sam.embeddingSize();
    long cells = (long) side * side;
    String image = new UnmaskedImage(graph, sam).add();
    String placed = graph.node("Add", image, new PositionEncoding(graph).ofGrid(side));
    int heads = sam.decoderHeads();
    graph.output(image, IMAGE, 1, cells, sam.channels());
    String toImage = LAYER + "cross_attn_token_to_image";
    int width = graph.checkpoint().tensor(toImage + ".k_proj.weight").size(0) / heads;
    graph.output(
        layers.transpose(projected(placed, toImage + ".k_proj", width), 0, 2, 3, 1),
        KEYS,
        1,
        heads,
        width,
        cells);
    graph.output(
        layers.transpose(projected(image, toImage + ".v_proj", width), 0, 2, 1, 3),
        VALUES,
        1,
        heads,
        cells,
        width);
    graph.output(
        layers.transpose(
            projected(placed, LAYER + "cross_attn_image_to_token.q_proj", width), 0, 2, 1, 3),
        QUERIES,
        1,
        heads,
        cells,
        width);
  }

  /** {@code [1, cells, heads, headWidth]}. */
  private String projected(String x, String projection, int width) {
    return layers.reshape(layers.linear(x, projection), 0, 0, sam.decoderHeads(), width);
  }
}
