package org.maskfoundry.model.graph;

import static org.maskfoundry.model.graph.FactoredWeights.FIRST_NORM;
import static org.maskfoundry.model.graph.FactoredWeights.FIRST_TO_TOKENS;
import static org.maskfoundry.model.graph.FactoredWeights.LAST_TO_IMAGE;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_NORM;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_TO_IMAGE;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_TO_TOKENS;

/**
 * The side of the mask decoder that is each prompt's own, without an image of its own for a prompt
 * that draws nothing. What the tokens add to the image is of low rank, with one column for each
 * head and token, and the layer norm after it scales a cell by one number. So whatever is asked of
 * the prompt's image is asked of the shared one, and corrected. Exact algebra; the image itself is
 * made where a mask is drawn. Shapes as in {@link HeadAlgebra}.
 */
final class FactoredPromptGraph {

  private static final double EPSILON = 1e-5;
  private static final int MASKS = MaskDecoderHeads.MASKS;

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;
  private final FactoredWeights weights;
  private final DecoderAttention plain;
  private final AbsorbedAttention attention;
  private final MaskDecoderHeads heads;
  private final HeadAlgebra algebra;
  private final AddedImages images;

  FactoredPromptGraph(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
    this.weights = new FactoredWeights(graph, sam);
    this.plain = new DecoderAttention(graph, sam.decoderHeads());
    this.attention = new AbsorbedAttention(graph, sam);
    this.heads = new MaskDecoderHeads(graph, sam);
    this.algebra = new HeadAlgebra(graph, sam);
    this.images = new AddedImages(graph, sam, algebra, heads);
  }

  /**
   * Adds the graph with its outputs.
   *
   * @param sparse {@code [B, N, C]} of the points
   */
  void add(String sparse) {
    String own = heads.tokens(sparse);
    String tokens = first(own);
    TokenMix firstMix =
        images.firstMix(algebra.sum(tokens, own), algebra.value(tokens, FIRST_TO_TOKENS));
    AddedImage first = images.first(firstMix);
    tokens = second(tokens, own, first);
    TokenMix secondMix =
        images.secondMix(algebra.sum(tokens, own), algebra.value(tokens, SECOND_TO_TOKENS), first);
    AddedImage second = images.second(secondMix, first, firstMix);
    String ious =
        heads.predictedIous(
            last(heads.iouToken(tokens), heads.iouToken(own), first.scale(), second));
    graph.output(ious, "iou_predictions", "prompts", MASKS);
    draw(ious, heads.maskTokens(tokens), heads.maskTokens(own), first.scale(), second);
  }

  /** The tokens after the first layer. */
  private String first(String own) {
    String prefix = TwoWayTransformerGraph.PREFIX + "layers.0";
    String tokens = norm(plain.add(own, own, own, prefix + ".self_attn"), prefix + ".norm1");
    String seen =
        attention.tokensToShared(
            algebra.sum(tokens, own),
            algebra.shared("first_keys"),
            algebra.sharedRows("first_values"),
            prefix + ".cross_attn_token_to_image");
    return layers.tokenPerceptron(
        norm(algebra.sum(tokens, seen), prefix + ".norm2"), prefix, EPSILON);
  }

  /** The tokens after the second layer. */
  private String second(String tokens, String own, AddedImage image) {
    String prefix = TwoWayTransformerGraph.PREFIX + "layers.1";
    String queries = algebra.sum(tokens, own);
    String self = plain.add(queries, queries, tokens, prefix + ".self_attn");
    String normed = norm(algebra.sum(tokens, self), prefix + ".norm1");
    String query = algebra.query(algebra.sum(normed, own), SECOND_TO_IMAGE + ".q_proj");
    String looks =
        layers.softmax(
            images.scores(
                query, SECOND_TO_IMAGE + ".k_proj", "second_keys", "second_key_places", image));
    String ofShared = algebra.times(looks, image.scale());
    String mixed = algebra.product(layers.productTransposed(looks, image.added()), image.values());
    String seen = seen(ofShared, "second_values", mixed, FIRST_NORM, SECOND_TO_IMAGE);
    return layers.tokenPerceptron(
        norm(algebra.sum(normed, seen), prefix + ".norm2"), prefix, EPSILON);
  }

  /** What tokens become by the attention after the layers. */
  private String last(String tokens, String own, String firstScale, AddedImage image) {
    String query = algebra.query(algebra.sum(tokens, own), LAST_TO_IMAGE + ".q_proj");
    String projection = weights.scaled(weights.projection(LAST_TO_IMAGE + ".k_proj"), SECOND_NORM);
    String wide = algebra.channelRows(algebra.product(query, projection));
    String ofAdded = algebra.product(layers.productTransposed(wide, image.values()), image.added());
    String ofImage =
        algebra.sum(algebra.times(algebra.withShared(query, "last_keys"), firstScale), ofAdded);
    String scores =
        algebra.sum(
            algebra.times(ofImage, image.scale()), algebra.withShared(query, "last_key_places"));
    String looks = algebra.times(layers.softmax(scores), image.scale());
    String mixed = algebra.product(layers.productTransposed(looks, image.added()), image.values());
    String seen =
        seen(algebra.times(looks, firstScale), "last_values", mixed, SECOND_NORM, LAST_TO_IMAGE);
    return norm(algebra.sum(tokens, seen), TwoWayTransformerGraph.PREFIX + "norm_final_attn");
  }

  /**
   * {@code [B, T, C]}: what tokens see in an image.
   *
   * @param ofShared {@code [B, R, n]}: how they look at the cells of the shared image
   * @param mixed {@code [B, R, C]}: what they see of what was added, before the layer norm
   * @param norm the layer norm of the image
   */
  private String seen(
      String ofShared, String sharedValues, String mixed, String norm, String prefix) {
    String projection = prefix + ".v_proj";
    String values =
        algebra.sum(
            algebra.product(algebra.cellsByHead(ofShared), algebra.sharedRows(sharedValues)),
            layers.productTransposed(
                algebra.channelsByHead(mixed),
                weights.scaled(weights.projection(projection), norm)));
    String ofEveryCell =
        algebra.sum(
            layers.productTransposed(
                layers.reshape(graph.weight(norm + ".bias"), 1, sam.channels()),
                graph.weight(projection + ".weight")),
            graph.weight(projection + ".bias"));
    return layers.linear(algebra.sum(algebra.joined(values), ofEveryCell), prefix + ".out_proj");
  }

  private void draw(String ious, String tokens, String own, String firstScale, AddedImage second) {
    KeptMasks kept = new KeptMasks(graph, sam, ious);
    // The input belongs to the graph, not to the branch that uses it.
    String shared = algebra.sharedImage("drawn_image");
    kept.output(
        graph.choose(
            kept.isAny(),
            () -> {
              AddedImage image =
                  new AddedImage(
                      kept.drawn(second.added()),
                      kept.drawn(second.values()),
                      kept.drawn(second.scale()));
              String scale = kept.drawn(firstScale);
              String answers =
                  heads.answers(last(kept.drawn(tokens), kept.drawn(own), scale, image));
              StripDrawing drawing =
                  new StripDrawing(graph, sam, heads, StripDrawing.rows(sam.embeddingSize()));
              LowRankImage seen = images.drawn(shared, scale, image);
              return drawing.rowMajor(kept.of(drawing.drawn(answers, seen)));
            },
            kept::none));
  }

  private String norm(String x, String prefix) {
    return layers.layerNorm(x, prefix, EPSILON);
  }
}
