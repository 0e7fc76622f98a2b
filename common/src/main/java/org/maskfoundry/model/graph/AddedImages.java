package org.maskfoundry.model.graph;

import static org.maskfoundry.model.graph.FactoredWeights.FIRST_NORM;
import static org.maskfoundry.model.graph.FactoredWeights.FIRST_TO_TOKENS;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_NORM;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_TO_TOKENS;

/**
 * The images of prompts after each layer, kept as {@link AddedImage}. The variance by which a layer
 * norm divides follows from the squares of the shared image, of what was added, and their product.
 */
final class AddedImages {

  private static final double EPSILON = 1e-5;

  private final GraphBuilder graph;
  private final Layers layers;
  private final HeadAlgebra algebra;
  private final FactoredWeights weights;
  private final int channels;
  private final String shift;
  private final MaskDecoderHeads heads;
  private final String normBias;

  AddedImages(
      GraphBuilder graph, SamArchitecture sam, HeadAlgebra algebra, MaskDecoderHeads heads) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.algebra = algebra;
    this.weights = new FactoredWeights(graph, sam);
    this.channels = sam.channels();
    this.shift = weights.secondShift();
    this.heads = heads;
    // Here and not where it is used, which is in a branch.
    this.normBias = layers.reshape(graph.weight(SECOND_NORM + ".bias"), 1, 1, channels);
  }

  /**
   * What the tokens give in the first layer.
   *
   * @param tokens {@code [B, T, C]} with their positions
   * @param value {@code [B, H, T, d]}: what they have to give
   */
  TokenMix firstMix(String tokens, String value) {
    String key = algebra.query(tokens, FIRST_TO_TOKENS + ".k_proj");
    return mix(algebra.product(key, algebra.shared("first_queries")), value);
  }

  /** What the tokens give in the second layer, to the image after the first. */
  TokenMix secondMix(String tokens, String value, AddedImage first) {
    String key = algebra.query(tokens, SECOND_TO_TOKENS + ".k_proj");
    String scores =
        scores(key, SECOND_TO_TOKENS + ".q_proj", "second_queries", "second_query_places", first);
    return mix(algebra.cellsByHead(scores), value);
  }

  private TokenMix mix(String scores, String value) {
    String last = layers.slice(value, 2, -1, Long.MAX_VALUE);
    String others = layers.slice(value, 2, 0, -1);
    return new TokenMix(
        algebra.cellRows(algebra.weightsButLast(scores)), graph.node("Sub", others, last), last);
  }

  /** After the first layer. */
  AddedImage first(TokenMix mix) {
    String base = algebra.sum(algebra.sharedSum("first_squares"), withImage(mix, "first_answers"));
    String added = layers.concat(1, mix.weights(), algebra.onesLike(base));
    String values = rows(mix, weights.firstOutput());
    String scale = scale(base, added, values);
    return new AddedImage(algebra.times(added, scale), values, scale);
  }

  /**
   * After the second layer.
   *
   * @param mix what the tokens give in it
   * @param first the image before
   * @param firstMix what the tokens gave in the first layer
   */
  AddedImage second(TokenMix mix, AddedImage first, TokenMix firstMix) {
    String scale = first.scale();
    String added = layers.concat(1, first.added(), mix.weights(), algebra.onesLike(scale));
    String values =
        layers.concat(
            1,
            rows(firstMix, weights.firstOutputNormed()),
            differences(mix, weights.secondOutput()),
            algebra.sum(last(mix, weights.secondOutput()), shift));
    String ofFirst =
        algebra.times(
            scale,
            algebra.sum(
                algebra.sharedSum("second_squares"), withImage(firstMix, "second_first_answers")));
    String squares =
        algebra.sum(
            ofFirst,
            algebra.sum(algebra.sharedSum("second_shifts"), withImage(mix, "second_answers")));
    return new AddedImage(added, values, scale(algebra.times(scale, squares), added, values));
  }

  /** {@code [B, H * (T - 1) + 1, C]}: what is given, in channels; the last row is every cell's. */
  private String rows(TokenMix mix, String output) {
    return layers.concat(1, differences(mix, output), last(mix, output));
  }

  private String differences(TokenMix mix, String output) {
    return algebra.channelRows(algebra.product(mix.differences(), output));
  }

  private String last(TokenMix mix, String output) {
    return algebra.sumOverRows(algebra.channelRows(algebra.product(mix.last(), output)));
  }

  /** {@code [B, 1, n]}: the products of a shared image's cells with what they are given. */
  private String withImage(TokenMix mix, String answers) {
    String weighed = algebra.times(mix.weights(), algebra.withShared(mix.differences(), answers));
    return algebra.sum(algebra.sumOverRows(weighed), algebra.sumOverHeads(mix.last(), answers));
  }

  /**
   * One over the standard deviation of the cells, {@code [B, 1, n]}.
   *
   * @param base {@code [B, 1, n]}: the squares, summed over the channels, but for those of what the
   *     tokens added
   * @param added {@code [B, r, n]}
   * @param values {@code [B, r, C]}
   */
  private String scale(String base, String added, String values) {
    String gram = layers.productTransposed(values, values);
    String own = algebra.sumOverRows(algebra.times(added, algebra.product(gram, added)));
    String variance = algebra.times(algebra.sum(base, own), graph.number(1.0 / channels));
    return graph.node(
        "Reciprocal", graph.node("Sqrt", algebra.sum(variance, graph.number(EPSILON))));
  }

  /**
   * {@code [B, R, n]}: the products of the cells of an image after the first layer, projected, with
   * {@code [B, H, T, d]}.
   *
   * @param projection the projection
   * @param ofShared the shared image, projected
   * @param ofPlaces the positions, projected
   */
  String scores(
      String query, String projection, String ofShared, String ofPlaces, AddedImage image) {
    String wide =
        algebra.channelRows(
            algebra.product(query, weights.scaled(weights.projection(projection), FIRST_NORM)));
    String ofAdded = algebra.product(layers.productTransposed(wide, image.values()), image.added());
    String ofImage =
        algebra.sum(algebra.times(algebra.withShared(query, ofShared), image.scale()), ofAdded);
    return algebra.sum(ofImage, algebra.withShared(query, ofPlaces));
  }

  /**
   * What masks are drawn from: the image after the second layer, its layer norm included, in the
   * first convolution of the upscaling.
   *
   * @param shared {@code [1, n, C]}: the shared image in that convolution
   * @param firstScale the scale of the image before
   */
  LowRankImage drawn(String shared, String firstScale, AddedImage second) {
    String scale = second.scale();
    String added = layers.concat(1, algebra.times(second.added(), scale), algebra.onesLike(scale));
    String values =
        layers.concat(
            1,
            weights.scaled(second.values(), SECOND_NORM),
            algebra.forEachOf(second.values(), normBias));
    return new LowRankImage(
        shared, algebra.times(firstScale, scale), added, heads.scaledOnce(values));
  }
}
