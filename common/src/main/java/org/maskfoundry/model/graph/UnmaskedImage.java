package org.maskfoundry.model.graph;

/** The image as the decoder sees it for prompts without a mask: the same for all of them. */
final class UnmaskedImage {

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;

  UnmaskedImage(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
  }

  /**
   * {@code [1, cells, C]}: the input {@code image_embeddings} [1, C, h, w] with the embedding that
   * stands for no mask.
   */
  String add() {
    int side = sam.embeddingSize();
    String embeddings =
        graph.toFormat(graph.input("image_embeddings", 1, sam.channels(), side, side));
    String noMask =
        layers.reshape(
            graph.weight("prompt_encoder.no_mask_embed.weight"), 1, sam.channels(), 1, 1);
    String planes = graph.node("Add", embeddings, noMask);
    long cells = (long) side * side;
    return layers.transpose(layers.reshape(planes, 0, sam.channels(), cells), 0, 2, 1);
  }
}
