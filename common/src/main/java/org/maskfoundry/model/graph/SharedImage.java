package org.maskfoundry.model.graph;

/**
 * What prompts without a mask share of an image: the image with the embedding that stands for no
 * mask, and the projections of it that the first layer needs.
 *
 * @param image {@code [1, cells, C]}
 * @param keys {@code [1, heads, headWidth, cells]}
 * @param values {@code [1, heads, cells, headWidth]}
 * @param queries {@code [1, heads, cells, headWidth]}
 */
record SharedImage(String image, String keys, String values, String queries) {

  private static final String TO_IMAGE =
      TwoWayTransformerGraph.PREFIX + "layers.0.cross_attn_token_to_image";
  private static final String TO_TOKENS =
      TwoWayTransformerGraph.PREFIX + "layers.0.cross_attn_image_to_token";

  /** Computes it of the input {@code image_embeddings} [1, C, h, w]. */
  static SharedImage ofEmbeddings(GraphBuilder graph, SamArchitecture sam) {
    Layers layers = new Layers(graph);
    String image = new UnmaskedImage(graph, sam).add();
    String placed =
        graph.node("Add", image, new PositionEncoding(graph).ofGrid(sam.embeddingSize()));
    String keys = byHead(graph, sam, placed, TO_IMAGE + ".k_proj");
    String values = byHead(graph, sam, image, TO_IMAGE + ".v_proj");
    String queries = byHead(graph, sam, placed, TO_TOKENS + ".q_proj");
    return new SharedImage(
        image,
        layers.transpose(keys, 0, 2, 3, 1),
        layers.transpose(values, 0, 2, 1, 3),
        layers.transpose(queries, 0, 2, 1, 3));
  }

  /** {@code [1, cells, heads, headWidth]}. */
  private static String byHead(
      GraphBuilder graph, SamArchitecture sam, String x, String projection) {
    Layers layers = new Layers(graph);
    return layers.reshape(
        layers.linear(x, projection), 0, 0, sam.decoderHeads(), headWidth(graph, sam));
  }

  private static int headWidth(GraphBuilder graph, SamArchitecture sam) {
    return graph.checkpoint().tensor(TO_IMAGE + ".k_proj.weight").size(0) / sam.decoderHeads();
  }
}
