package org.maskfoundry.model.graph;

/** What the decoder's tokens and image become after the transformer: IoUs and masks. */
final class MaskDecoderHeads {

  static final int MASKS = 4;
  private static final int TOKENS = 1 + MASKS;
  private static final int HEAD_LAYERS = 3;
  private static final double EPSILON = 1e-6;
  private static final String PREFIX = "mask_decoder.";

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;

  MaskDecoderHeads(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
  }

  private long cells() {
    return (long) sam.embeddingSize() * sam.embeddingSize();
  }

  /** {@code [B, 5 + N, C]}: the token of the IoU, those of the masks, the prompt's. */
  String tokens(String sparse) {
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

  /** {@code [B, 4]} of the tokens after the transformer. */
  String predictedIous(String tokens) {
    String iouToken = layers.reshape(layers.slice(tokens, 1, 0, 1), 0, sam.channels());
    return layers.perceptron(iouToken, PREFIX + "iou_prediction_head", HEAD_LAYERS);
  }

  /**
   * Two transposed convolutions whose stride is their size, as matrix products with the channels
   * last: {@code [B, cells * 4 * 4, C / 8]}, the pixels of a cell as (row, column) of the first,
   * then of the second.
   */
  String upscaled(String image) {
    int narrow = sam.channels() / 4;
    String first =
        layers.reshape(
            product(image, PREFIX + "output_upscaling.0", narrow), 0, 4 * cells(), narrow);
    String normed =
        layers.sumNorm(
            first,
            graph.zeros(1, 4 * cells(), narrow),
            PREFIX + "output_upscaling.0.bias",
            PREFIX + "output_upscaling.1",
            EPSILON);
    return layers.gelu(second(layers.gelu(normed), narrow));
  }

  /** {@code [B, cells * 4 * 4, C / 8]}; the bias goes into the product, which costs nothing. */
  private String second(String x, int narrow) {
    int narrowest = sam.channels() / 8;
    String bias = graph.weight(PREFIX + "output_upscaling.3.bias");
    String product =
        graph.node(
            "Gemm",
            layers.reshape(x, -1, narrow),
            scaling(PREFIX + "output_upscaling.3", narrowest),
            layers.concat(0, bias, bias, bias, bias));
    return layers.reshape(product, -1, 16 * cells(), narrowest);
  }

  /** {@code [..., in]} to {@code [..., 2 * 2 * out]}. */
  private String product(String x, String prefix, int out) {
    return graph.node("MatMul", x, scaling(prefix, out));
  }

  /** {@code [in, 2 * 2 * out]}: a transposed convolution whose stride is its size. */
  private String scaling(String prefix, int out) {
    String weight = layers.transpose(graph.weight(prefix + ".weight"), 0, 2, 3, 1);
    return layers.reshape(weight, 0, 4L * out);
  }

  /** {@code [B, 4, C / 8]}: what each mask token looks for at a pixel. */
  String answers(String tokens) {
    String[] answers = new String[MASKS];
    for (int mask = 0; mask < MASKS; mask++) {
      answers[mask] =
          layers.perceptron(
              layers.slice(tokens, 1, 1L + mask, 2L + mask),
              PREFIX + "output_hypernetworks_mlps." + mask,
              HEAD_LAYERS);
    }
    return layers.concat(1, answers);
  }

  /** {@code [B, 4, m, m]}: each answer at each pixel. */
  String masks(String answers, String upscaled) {
    int side = sam.embeddingSize();
    String scores =
        graph.contributed("FusedMatMul", Attributes.none().with("transB", 1L), answers, upscaled);
    String cells = layers.reshape(scores, 0, MASKS, side, side, 2, 2, 2, 2);
    return layers.reshape(
        layers.transpose(cells, 0, 1, 2, 4, 6, 3, 5, 7), 0, MASKS, 4L * side, 4L * side);
  }
}
