package org.maskfoundry.model.graph;

/** The mask decoder: tokens and image attend to each other, then each mask token draws its mask. */
final class MaskDecoderGraph {

  static final int MASKS = 4;
  private static final int TOKENS = 1 + MASKS;
  private static final int HEAD_LAYERS = 3;
  private static final String PREFIX = "mask_decoder.";

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
    TwoWayTransformerGraph transformer = new TwoWayTransformerGraph(graph, sam.decoderHeads());
    TwoWayTransformerGraph.Streams streams = transformer.add(tokens(sparse), image, positions);
    String iouToken = layers.reshape(layers.slice(streams.tokens(), 1, 0, 1), -1, sam.channels());
    graph.output(
        layers.perceptron(iouToken, PREFIX + "iou_prediction_head", HEAD_LAYERS),
        "iou_predictions",
        "prompts",
        MASKS);
    graph.output(
        masks(streams.tokens(), upscaled(streams.image())),
        "masks",
        "prompts",
        MASKS,
        sam.maskSize(),
        sam.maskSize());
  }

  /** {@code [B, 5 + N, C]}: the token of the IoU, those of the masks, the prompt's. */
  private String tokens(String sparse) {
    String own =
        layers.reshape(
            layers.concat(
                0,
                graph.weight(PREFIX + "iou_token.weight"),
                graph.weight(PREFIX + "mask_tokens.weight")),
            1,
            TOKENS,
            sam.channels());
    String prompts = layers.slice(graph.node("Shape", sparse), 0, 0, 1);
    String shape = layers.concat(0, prompts, graph.longs(TOKENS, sam.channels()));
    return layers.concat(1, graph.node("Expand", own, shape), sparse);
  }

  /**
   * Two transposed convolutions whose stride is their size, as matrix products with the channels
   * last: {@code [B, cells, 4 * 4, C / 8]}, the pixels of a cell as (row, column) of the first,
   * then of the second.
   */
  private String upscaled(String image) {
    int narrow = sam.channels() / 4;
    String first = scaledUp(image, PREFIX + "output_upscaling.0", narrow);
    String cells = layers.reshape(first, 0, -1, 4, narrow);
    String normed = layers.layerNorm(cells, PREFIX + "output_upscaling.1", 1e-6);
    String second =
        scaledUp(layers.gelu(normed), PREFIX + "output_upscaling.3", sam.channels() / 8);
    return layers.gelu(layers.reshape(second, 0, -1, 16, sam.channels() / 8));
  }

  /** {@code [..., in]} to {@code [..., 2 * 2 * out]}. */
  private String scaledUp(String x, String prefix, int out) {
    String weight = layers.transpose(graph.weight(prefix + ".weight"), 0, 2, 3, 1);
    String product = graph.node("MatMul", x, layers.reshape(weight, 0, 4L * out));
    String bias =
        layers.concat(
            0,
            graph.weight(prefix + ".bias"),
            graph.weight(prefix + ".bias"),
            graph.weight(prefix + ".bias"),
            graph.weight(prefix + ".bias"));
    return graph.node("Add", product, bias);
  }

  /** {@code [B, 4, m, m]}: each mask token's answer at each pixel. */
  private String masks(String tokens, String upscaled) {
    String[] answers = new String[MASKS];
    for (int mask = 0; mask < MASKS; mask++) {
      answers[mask] =
          layers.perceptron(
              layers.slice(tokens, 1, 1L + mask, 2L + mask),
              PREFIX + "output_hypernetworks_mlps." + mask,
              HEAD_LAYERS);
    }
    int side = sam.embeddingSize();
    String pixels = layers.reshape(upscaled, 0, 16L * side * side, sam.channels() / 8);
    String scores =
        graph.contributed(
            "FusedMatMul", Attributes.none().with("transB", 1L), layers.concat(1, answers), pixels);
    String cells = layers.reshape(scores, 0, MASKS, side, side, 2, 2, 2, 2);
    return layers.reshape(
        layers.transpose(cells, 0, 1, 2, 4, 6, 3, 5, 7), 0, MASKS, 4L * side, 4L * side);
  }
}
