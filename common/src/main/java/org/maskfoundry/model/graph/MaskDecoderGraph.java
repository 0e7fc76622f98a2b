package org.maskfoundry.model.graph;

/**
 * The mask decoder in one graph: tokens and image attend to each other, then each mask token draws
 * its mask. For prompts with masks, whose image side is their own.
 */
final class MaskDecoderGraph {

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;

  MaskDecoderGraph(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
  }

  /**
   * Adds the decoder with its outputs.
   *
   * @param sparse {@code [B, N, C]} of the points
   * @param dense {@code [1 or B, C, 1 or h, 1 or w]} of the masks
   */
  void add(String sparse, String dense) {
    int side = sam.embeddingSize();
    long cells = (long) side * side;
    String embeddings =
        graph.toFormat(graph.input("image_embeddings", 1, sam.channels(), side, side));
    String image =
        layers.transpose(
            layers.reshape(graph.node("Add", embeddings, dense), 0, sam.channels(), cells),
            0,
            2,
            1);
    String positions = new PositionEncoding(graph).ofGrid(side);
    MaskDecoderHeads heads = new MaskDecoderHeads(graph, sam);
    TwoWayTransformerGraph.Streams streams =
        new TwoWayTransformerGraph(graph, sam.decoderHeads())
            .add(heads.tokens(sparse), image, positions);
    graph.output(
        heads.predictedIous(heads.iouToken(streams.tokens())),
        "iou_predictions",
        "prompts",
        MaskDecoderHeads.MASKS);
    graph.output(
        heads.masks(heads.answers(heads.maskTokens(streams.tokens())), streams.image()),
        "masks",
        "prompts",
        MaskDecoderHeads.MASKS,
        sam.maskSize(),
        sam.maskSize());
  }
}
