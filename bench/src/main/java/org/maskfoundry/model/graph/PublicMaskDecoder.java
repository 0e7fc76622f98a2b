package org.maskfoundry.model.graph;

import org.maskfoundry.model.checkpoint.Checkpoint;

/**
 * The mask decoder as the public code lays it out: everything for every prompt, transposed
 * convolutions on planes of channels, every mask drawn. Inputs and outputs are those of {@link
 * SamGraphs#maskDecoder}; it is what the decoder of the product is compared with.
 */
public final class PublicMaskDecoder {

  private static final String PREFIX = "mask_decoder.output_upscaling.";

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;

  private PublicMaskDecoder(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
  }

  /** The graph of a checkpoint's decoder, 32-bit floats. */
  public static OnnxGraph of(SamArchitecture sam, Checkpoint checkpoint) {
    GraphBuilder graph = new GraphBuilder("public_mask_decoder", checkpoint, FloatFormat.SINGLE);
    PromptEncoderGraph prompts = new PromptEncoderGraph(graph, sam);
    new PublicMaskDecoder(graph, sam).add(prompts.sparse(), prompts.noMask());
    return graph.build();
  }

  private void add(String sparse, String dense) {
    int side = sam.embeddingSize();
    long cells = (long) side * side;
    String embeddings = graph.input("image_embeddings", 1, sam.channels(), side, side);
    String planes = graph.node("Add", embeddings, dense);
    String image = layers.transpose(layers.reshape(planes, 0, sam.channels(), cells), 0, 2, 1);
    MaskDecoderHeads heads = new MaskDecoderHeads(graph, sam);
    TwoWayTransformerGraph.Streams streams =
        new TwoWayTransformerGraph(graph, sam.decoderHeads())
            .add(heads.tokens(sparse), image, new PositionEncoding(graph).ofGrid(side));
    graph.output(
        heads.predictedIous(heads.iouToken(streams.tokens())),
        "iou_predictions",
        "prompts",
        MaskDecoderHeads.MASKS);
    String seen =
        layers.reshape(layers.transpose(streams.image(), 0, 2, 1), 0, sam.channels(), side, side);
    String masks =
        graph.node(
            "MatMul",
            heads.answers(heads.maskTokens(streams.tokens())),
            layers.reshape(upscaled(seen), 0, sam.channels() / 8, 16 * cells));
    graph.output(
        layers.reshape(masks, 0, MaskDecoderHeads.MASKS, sam.maskSize(), sam.maskSize()),
        "masks",
        "prompts",
        MaskDecoderHeads.MASKS,
        sam.maskSize(),
        sam.maskSize());
  }

  /** {@code [B, C, h, w]} to {@code [B, C / 8, 4 * h, 4 * w]}. */
  private String upscaled(String planes) {
    String first = layers.gelu(layers.channelNorm(doubled(planes, PREFIX + "0"), PREFIX + "1"));
    return layers.gelu(doubled(first, PREFIX + "3"));
  }

  private String doubled(String planes, String prefix) {
    return graph.node(
        "ConvTranspose",
        Attributes.none().with("strides", 2, 2),
        planes,
        graph.weight(prefix + ".weight"),
        graph.weight(prefix + ".bias"));
  }
}
