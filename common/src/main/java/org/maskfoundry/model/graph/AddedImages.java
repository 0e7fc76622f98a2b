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
  private final String ofEveryCell;

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
    this.ofEveryCell =
        layers.concat(
            1,
            layers.reshape(weights.scaled(shift, SECOND_NORM), 1, 1, channels),
            layers.reshape(graph.weight(SECOND_NORM + ".bias"), 1, 1, channels));
  }

  /** {@code [C]}: what every cell has besides, before the second layer's norm. */
  String shift() {
    return shift;
  }

  /**
   * After the first layer.
   *
   * @param tokens {@code [B, T, C]} with their positions
   * @param value {@code [B, H, T, d]}: what the tokens give to cells
   */
  AddedImage first(String tokens, String value) {
    String key = algebra.query(tokens, FIRST_TO_TOKENS + ".k_proj");
    String scores = algebra.product(key, algebra.shared("first_queries"));
    String added = algebra.cellRows(algebra.softmaxOverTokens(scores));
    String values = algebra.channelRows(algebra.product(value, weights.firstOutput()));
    String withImage =
        algebra.sumOverRows(algebra.times(added, algebra.withShared(value, "first_answers")));
    String base = algebra.sum(algebra.sharedSum("first_squares"), withImage);
    String scale = scale(base, added, values);
    return new AddedImage(algebra.times(added, scale), values, scale);
  }

  /**
   * After the second layer.
   *
   * @param tokens {@code [B, T, C]} with their positions
   * @param value {@code [B, H, T, d]}: what the tokens give to cells
   * @param first the image before
   * @param firstValue what the tokens gave in the first layer
   */
  AddedImage second(String tokens, String value, AddedImage first, String firstValue) {
    String key = algebra.query(tokens, SECOND_TO_TOKENS + ".k_proj");
    String scores =
        scores(key, SECOND_TO_TOKENS + ".q_proj", "second_queries", "second_query_places", first);
    String fromSecond = algebra.cellRows(algebra.softmaxOverTokens(algebra.cellsByHead(scores)));
    String values =
        layers.concat(
            1,
            algebra.channelRows(algebra.product(firstValue, weights.firstOutputNormed())),
            algebra.channelRows(algebra.product(value, weights.secondOutput())));
    String added = layers.concat(1, first.added(), fromSecond);
    String withImage =
        algebra.sum(
            algebra.sumOverRows(
                algebra.times(
                    first.added(), algebra.withShared(firstValue, "second_first_answers"))),
            algebra.sumOverRows(
                algebra.times(fromSecond, algebra.withShared(value, "second_answers"))));
    String squares =
        algebra.sum(
            algebra.times(first.scale(), algebra.sharedSum("second_squares")),
            algebra.sum(algebra.sharedSum("second_shifts"), withImage));
    String base = algebra.sum(algebra.times(first.scale(), squares), withShift(added, values));
    return new AddedImage(added, values, scale(base, added, values));
  }

  /** {@code [B, 1, n]}: the square of the shift, and twice its product with what was added. */
  private String withShift(String added, String values) {
    String twice = layers.reshape(algebra.times(shift, graph.number(2)), 1, channels);
    String product = algebra.product(twice, layers.transpose(values, 0, 2, 1));
    return algebra.sum(
        algebra.product(product, added), algebra.sum(algebra.times(shift, shift), 0));
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
    String added =
        layers.concat(1, algebra.times(second.added(), scale), scale, algebra.onesLike(scale));
    String values =
        layers.concat(
            1,
            weights.scaled(second.values(), SECOND_NORM),
            algebra.forEachOf(second.values(), ofEveryCell));
    return new LowRankImage(
        shared, algebra.times(firstScale, scale), added, heads.scaledOnce(values));
  }
}
