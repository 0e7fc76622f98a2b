package org.maskfoundry.model.graph;

/** What the decoder's tokens and image become after the transformer: IoUs and masks. */
final class MaskDecoderHeads {

  static final int MASKS = 4;
  private static final int TOKENS = 1 + MASKS;
  private static final int HEAD_LAYERS = 3;
  private static final double EPSILON = 1e-6;
  private static final String PREFIX = "mask_decoder.";
  private static final String FIRST = PREFIX + "output_upscaling.0";
  private static final String SECOND = PREFIX + "output_upscaling.3";

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;
  private final String firstScaling;
  private final String secondScaling;
  private final String secondBias;

  MaskDecoderHeads(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
    // Here and not where they are used, which may be in a loop.
    this.firstScaling = scaling(FIRST, sam.channels() / 4);
    this.secondScaling = scaling(SECOND, sam.channels() / 8);
    String bias = graph.weight(SECOND + ".bias");
    this.secondBias = layers.concat(0, bias, bias, bias, bias);
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

  /** {@code [B, 1, C]}: the token of the IoU among all tokens. */
  String iouToken(String tokens) {
    return layers.slice(tokens, 1, 0, 1);
  }

  /** {@code [B, 4, C]}: the tokens of the masks among all tokens. */
  String maskTokens(String tokens) {
    return layers.slice(tokens, 1, 1, TOKENS);
  }

  /** {@code [B, 4]} of the token of the IoU after the transformer. */
  String predictedIous(String iouToken) {
    return layers.perceptron(
        layers.reshape(iouToken, 0, sam.channels()), PREFIX + "iou_prediction_head", HEAD_LAYERS);
  }

  /**
   * A transposed convolution whose stride is its size, as a matrix product with the channels last
   * and without its bias: {@code [..., C]} to {@code [..., C]}, which is a quarter of the channels
   * for each (row, column) within the cell. It is linear, so it may be asked of what an image is
   * the sum of.
   */
  String scaledOnce(String image) {
    return graph.node("MatMul", image, firstScaling);
  }

  /**
   * The rest of the upscaling after {@link #scaledOnce}, of {@code x + y}: {@code [B, cells, C]} to
   * {@code [B, cells * 4 * 4, C / 8]}, the pixels of a cell as (row, column) of the first
   * convolution, then of the second.
   */
  String upscaled(String x, String y, long cells) {
    int narrow = sam.channels() / 4;
    int narrowest = sam.channels() / 8;
    String normed =
        layers.sumNorm(
            layers.reshape(x, 0, 4 * cells, narrow),
            layers.reshape(y, 0, 4 * cells, narrow),
            FIRST + ".bias",
            PREFIX + "output_upscaling.1",
            EPSILON);
    // The bias goes into the product, where it costs nothing.
    String second =
        graph.node(
            "Gemm", layers.reshape(layers.gelu(normed), -1, narrow), secondScaling, secondBias);
    return layers.gelu(layers.reshape(second, -1, 16 * cells, narrowest));
  }

  /** {@code [in, 2 * 2 * out]}: a transposed convolution whose stride is its size. */
  private String scaling(String prefix, int out) {
    String weight = layers.transpose(graph.weight(prefix + ".weight"), 0, 2, 3, 1);
    return layers.reshape(weight, 0, 4L * out);
  }

  /** {@code [B, 4, C / 8]}: what each mask token, after the transformer, looks for at a pixel. */
  String answers(String maskTokens) {
    String[] answers = new String[MASKS];
    for (int mask = 0; mask < MASKS; mask++) {
      answers[mask] =
          layers.perceptron(
              layers.slice(maskTokens, 1, mask, 1L + mask),
              PREFIX + "output_hypernetworks_mlps." + mask,
              HEAD_LAYERS);
    }
    return layers.concat(1, answers);
  }

  /** {@code [B, 4, cells * 4 * 4]}: each answer at each pixel of {@link #upscaled}. */
  String scores(String answers, String upscaled) {
    return layers.productTransposed(answers, upscaled);
  }

  /** {@code [B, 4, m, m]}: each answer at each pixel of the image {@code [B, cells, C]}. */
  String masks(String answers, String image) {
    int side = sam.embeddingSize();
    long all = (long) side * side;
    String nothing = graph.zeros(1, all, sam.channels());
    String scores = scores(answers, upscaled(scaledOnce(image), nothing, all));
    String cells = layers.reshape(scores, 0, MASKS, side, side, 2, 2, 2, 2);
    return layers.reshape(
        layers.transpose(cells, 0, 1, 2, 4, 6, 3, 5, 7), 0, MASKS, 4L * side, 4L * side);
  }
}
