package org.maskfoundry.model.graph;

/**
 * The side of the mask decoder that is each prompt's own, batched over prompts. The IoU head comes
 * first: only prompts with a wanted mask over the threshold are upscaled, and only those masks are
 * returned, with their indices.
 */
final class DecoderPromptGraph {

  private static final double EPSILON = 1e-5;
  private static final int MASKS = MaskDecoderHeads.MASKS;

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;
  private final DecoderAttention plain;
  private final AbsorbedAttention attention;
  private final MaskDecoderHeads heads;
  private final String positions;

  DecoderPromptGraph(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
    this.plain = new DecoderAttention(graph, sam.decoderHeads());
    this.attention = new AbsorbedAttention(graph, sam);
    this.heads = new MaskDecoderHeads(graph, sam);
    this.positions = new PositionEncoding(graph).ofGrid(sam.embeddingSize());
  }

  /**
   * Adds the graph with its outputs.
   *
   * @param sparse {@code [B, N, C]} of the points
   * @param shared what they share of the image
   */
  void add(String sparse, SharedImage shared) {
    String own = heads.tokens(sparse);
    TwoWayTransformerGraph.Streams streams = second(first(own, shared), own);
    String ious =
        heads.predictedIous(
            last(heads.iouToken(streams.tokens()), heads.iouToken(own), streams.image()));
    graph.output(ious, "iou_predictions", "prompts", MASKS);
    draw(ious, heads.maskTokens(streams.tokens()), heads.maskTokens(own), streams.image());
  }

  /** What tokens become by the attention after the layers; each sees the image for itself. */
  private String last(String tokens, String own, String image) {
    String attended =
        attention.tokensToImage(
            sum(tokens, own),
            sum(image, positions),
            image,
            TwoWayTransformerGraph.PREFIX + "final_attn_token_to_image");
    return norm(sum(tokens, attended), TwoWayTransformerGraph.PREFIX + "norm_final_attn");
  }

  private void draw(String ious, String tokens, String own, String image) {
    KeptMasks kept = new KeptMasks(graph, sam, ious);
    // On a GPU, Compress fails where it leaves nothing.
    kept.output(
        graph.choose(
            kept.isAny(),
            () -> {
              String drawnImage = kept.drawn(image);
              String drawnTokens = last(kept.drawn(tokens), kept.drawn(own), drawnImage);
              return kept.of(heads.masks(heads.answers(drawnTokens), drawnImage));
            },
            kept::none));
  }

  /** The layer whose image side is the same for all prompts. */
  private TwoWayTransformerGraph.Streams first(String own, SharedImage shared) {
    String prefix = TwoWayTransformerGraph.PREFIX + "layers.0";
    String tokens = norm(plain.add(own, own, own, prefix + ".self_attn"), prefix + ".norm1");
    String seen =
        attention.tokensToShared(
            sum(tokens, own),
            shared.keys(),
            shared.values(),
            prefix + ".cross_attn_token_to_image");
    tokens = layers.tokenPerceptron(norm(sum(tokens, seen), prefix + ".norm2"), prefix, EPSILON);
    String toTokens = prefix + ".cross_attn_image_to_token";
    String answered =
        attention.sharedToTokens(shared.queries(), sum(tokens, own), tokens, toTokens);
    return new TwoWayTransformerGraph.Streams(
        tokens,
        layers.sumNorm(
            answered, shared.image(), toTokens + ".out_proj.bias", prefix + ".norm4", EPSILON));
  }

  private TwoWayTransformerGraph.Streams second(
      TwoWayTransformerGraph.Streams streams, String own) {
    String prefix = TwoWayTransformerGraph.PREFIX + "layers.1";
    String queries = sum(streams.tokens(), own);
    String self = plain.add(queries, queries, streams.tokens(), prefix + ".self_attn");
    String tokens = norm(sum(streams.tokens(), self), prefix + ".norm1");
    String placed = sum(streams.image(), positions);
    String seen =
        attention.tokensToImage(
            sum(tokens, own), placed, streams.image(), prefix + ".cross_attn_token_to_image");
    tokens = layers.tokenPerceptron(norm(sum(tokens, seen), prefix + ".norm2"), prefix, EPSILON);
    String toTokens = prefix + ".cross_attn_image_to_token";
    String answered = attention.imageToTokens(placed, sum(tokens, own), tokens, toTokens);
    return new TwoWayTransformerGraph.Streams(
        tokens,
        layers.sumNorm(
            answered, streams.image(), toTokens + ".out_proj.bias", prefix + ".norm4", EPSILON));
  }

  private String norm(String x, String prefix) {
    return layers.layerNorm(x, prefix, EPSILON);
  }

  private String sum(String first, String second) {
    return graph.node("Add", first, second);
  }
}
