package org.maskfoundry.model.graph;

import static org.maskfoundry.model.graph.FactoredWeights.FIRST_NORM;
import static org.maskfoundry.model.graph.FactoredWeights.FIRST_TO_TOKENS;
import static org.maskfoundry.model.graph.FactoredWeights.LAST_TO_IMAGE;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_NORM;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_TO_IMAGE;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_TO_TOKENS;

import java.util.HashMap;
import java.util.Map;

/**
 * The side of the mask decoder that is each prompt's own, without an image of its own for a prompt
 * that draws nothing. What the tokens add to the image is {@code weights * values} with one column
 * for each head and token: of low rank. The layer norm after it scales a cell by one number, which
 * follows from products of those few columns. So whatever is asked of the prompt's image is asked
 * of the shared one, and corrected. Exact algebra; the image itself is made where a mask is drawn.
 *
 * <p>Shapes: B prompts, H heads, d numbers of a head, T tokens, R = H * T, n cells, C channels.
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
  private final MaskDecoderHeads maskHeads;
  private final int heads;
  private final int headWidth;
  private final long cells;
  private final String shift;
  private final Map<String, String> inputs = new HashMap<>();

  FactoredPromptGraph(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
    this.weights = new FactoredWeights(graph, sam);
    this.plain = new DecoderAttention(graph, sam.decoderHeads());
    this.attention = new AbsorbedAttention(graph, sam);
    this.maskHeads = new MaskDecoderHeads(graph, sam);
    this.heads = sam.decoderHeads();
    this.headWidth = weights.headWidth(LAST_TO_IMAGE);
    this.cells = (long) sam.embeddingSize() * sam.embeddingSize();
    this.shift = weights.secondShift();
  }

  /**
   * A prompt's image after a layer, as what its tokens added to the shared one.
   *
   * @param added {@code [B, r, n]}: how much of each row of {@code values} a cell has
   * @param values {@code [B, r, C]}, centred
   * @param scale {@code [B, 1, n]}: one over the standard deviation of a cell
   */
  private record Added(String added, String values, String scale) {}

  /**
   * Adds the graph with its outputs.
   *
   * @param sparse {@code [B, N, C]} of the points
   */
  void add(String sparse) {
    String own = maskHeads.tokens(sparse);
    String tokens = first(own);
    String firstValue = value(tokens, FIRST_TO_TOKENS);
    Added one = firstImage(tokens, own, firstValue);
    tokens = second(tokens, own, one);
    Added two = secondImage(tokens, own, one, firstValue);
    String ious =
        maskHeads.predictedIous(
            last(maskHeads.iouToken(tokens), maskHeads.iouToken(own), one.scale(), two, 1));
    graph.output(ious, "iou_predictions", "prompts", MASKS);
    draw(ious, maskHeads.maskTokens(tokens), maskHeads.maskTokens(own), one, two);
  }

  private String shared(String name) {
    return inputs.computeIfAbsent(name, any -> graph.input(name, 1, heads, headWidth, cells));
  }

  private String sharedRows(String name) {
    return inputs.computeIfAbsent(name, any -> graph.input(name, 1, heads, cells, headWidth));
  }

  /** The tokens after the first layer. */
  private String first(String own) {
    String prefix = TwoWayTransformerGraph.PREFIX + "layers.0";
    String tokens = norm(plain.add(own, own, own, prefix + ".self_attn"), prefix + ".norm1");
    String seen =
        attention.tokensToShared(
            sum(tokens, own),
            shared("first_keys"),
            sharedRows("first_values"),
            prefix + ".cross_attn_token_to_image");
    return perceptron(norm(sum(tokens, seen), prefix + ".norm2"), prefix);
  }

  private Added firstImage(String tokens, String own, String value) {
    String key = query(sum(tokens, own), FIRST_TO_TOKENS + ".k_proj");
    String added = rows(overTokens(product(key, shared("first_queries"))), cells);
    String values = rows(product(value, weights.firstOutput()), sam.channels());
    String withImage =
        sumOverRows(times(added, rows(product(value, shared("first_answers")), cells)));
    String base = sum(graph.input("first_squares", 1, 1, cells), withImage);
    String scale = scale(base, added, values);
    return new Added(times(added, scale), values, scale);
  }

  /** The tokens after the second layer. */
  private String second(String tokens, String own, Added image) {
    String prefix = TwoWayTransformerGraph.PREFIX + "layers.1";
    String queries = sum(tokens, own);
    String self = plain.add(queries, queries, tokens, prefix + ".self_attn");
    String normed = norm(sum(tokens, self), prefix + ".norm1");
    String query = query(sum(normed, own), SECOND_TO_IMAGE + ".q_proj");
    String scores =
        scores(query, SECOND_TO_IMAGE + ".k_proj", "second_keys", "second_key_places", image);
    String seenBy = softmax(scores);
    String direct =
        product(byHead(times(seenBy, image.scale()), cells), sharedRows("second_values"));
    String mixed = product(transposedB(seenBy, image.added()), image.values());
    String seen =
        joined(
            sum(direct, ofHeads(mixed, FIRST_NORM, SECOND_TO_IMAGE + ".v_proj")),
            FIRST_NORM,
            SECOND_TO_IMAGE);
    return perceptron(norm(sum(normed, seen), prefix + ".norm2"), prefix);
  }

  private Added secondImage(String tokens, String own, Added one, String firstValue) {
    String key = query(sum(tokens, own), SECOND_TO_TOKENS + ".k_proj");
    String scores =
        scores(key, SECOND_TO_TOKENS + ".q_proj", "second_queries", "second_query_places", one);
    String fromSecond = rows(overTokens(byHead(scores, cells)), cells);
    String value = value(tokens, SECOND_TO_TOKENS);
    String values =
        layers.concat(
            1,
            rows(product(firstValue, weights.firstOutputNormed()), sam.channels()),
            rows(product(value, weights.secondOutput()), sam.channels()));
    String added = layers.concat(1, one.added(), fromSecond);
    String withImage =
        sum(
            sumOverRows(
                times(
                    one.added(), rows(product(firstValue, shared("second_first_answers")), cells))),
            sumOverRows(times(fromSecond, rows(product(value, shared("second_answers")), cells))));
    String ofShift = product(layers.reshape(twice(shift), 1, sam.channels()), transposed(values));
    String squares =
        sum(
            times(one.scale(), graph.input("second_squares", 1, 1, cells)),
            sum(graph.input("second_shifts", 1, 1, cells), withImage));
    String shiftSquare =
        graph.node(
            "ReduceSum",
            Attributes.none().with("keepdims", 1L),
            graph.node("Mul", shift, shift),
            graph.longs(0));
    String base = sum(times(one.scale(), squares), sum(product(ofShift, added), shiftSquare));
    return new Added(added, values, scale(base, added, values));
  }

  /** What tokens become by the attention after the layers. */
  private String last(String tokens, String own, String firstScale, Added image, int count) {
    long rows = (long) heads * count;
    String query = query(sum(tokens, own), LAST_TO_IMAGE + ".q_proj");
    String wide =
        layers.reshape(
            product(
                query, weights.scaled(weights.projection(LAST_TO_IMAGE + ".k_proj"), SECOND_NORM)),
            0,
            rows,
            sam.channels());
    String direct = layers.reshape(product(query, shared("last_keys")), 0, rows, cells);
    String ofShift = product(wide, layers.reshape(shift, sam.channels(), 1));
    String inner =
        sum(
            sum(
                times(direct, firstScale),
                product(transposedB(wide, image.values()), image.added())),
            ofShift);
    String places = layers.reshape(product(query, shared("last_key_places")), 0, rows, cells);
    String seenBy = softmax(sum(times(inner, image.scale()), places));
    String scaled = times(seenBy, image.scale());
    String total =
        graph.node("ReduceSum", Attributes.none().with("keepdims", 1L), scaled, graph.longs(-1));
    String mixed =
        sum(
            product(transposedB(scaled, image.added()), image.values()),
            times(total, layers.reshape(shift, 1, 1, sam.channels())));
    String ofImage =
        product(
            layers.reshape(times(scaled, firstScale), 0, heads, count, cells),
            sharedRows("last_values"));
    String values =
        sum(
            ofImage,
            ofHeads(
                layers.reshape(mixed, 0, heads, count, sam.channels()),
                SECOND_NORM,
                LAST_TO_IMAGE + ".v_proj"));
    String seen = joined(values, SECOND_NORM, LAST_TO_IMAGE);
    return norm(sum(tokens, seen), TwoWayTransformerGraph.PREFIX + "norm_final_attn");
  }

  private void draw(String ious, String tokens, String own, Added one, Added two) {
    KeptMasks kept = new KeptMasks(graph, sam, ious);
    String shared = graph.input("second_image", 1, cells, sam.channels());
    String masks =
        graph.choose(
            kept.isAny(),
            () -> {
              String firstScale = kept.drawn(one.scale());
              Added image =
                  new Added(
                      kept.drawn(two.added()), kept.drawn(two.values()), kept.drawn(two.scale()));
              String answers =
                  maskHeads.answers(
                      last(kept.drawn(tokens), kept.drawn(own), firstScale, image, MASKS));
              int rows = StripDrawing.rows(sam.embeddingSize());
              return kept.of(
                  new StripDrawing(graph, sam, maskHeads, rows)
                      .masks(answers, image(shared, firstScale, image)));
            },
            kept::none);
    kept.output(masks);
  }

  /** {@code [B, n, C]}: the prompt's image itself. */
  private String image(String shared, String firstScale, Added image) {
    String added =
        graph.contributed(
            "FusedMatMul", Attributes.none().with("transA", 1L), image.added(), image.values());
    return graph.contributed(
        "SkipLayerNormalization",
        Attributes.none().with("epsilon", (float) EPSILON),
        added,
        times(shared, layers.reshape(firstScale, -1, cells, 1)),
        graph.weight(SECOND_NORM + ".weight"),
        graph.weight(SECOND_NORM + ".bias"),
        shift);
  }

  /** {@code [B, R, n]}: what is asked of a prompt's image after the first layer, at each cell. */
  private String scores(
      String query, String projection, String ofShared, String ofPlaces, Added image) {
    String wide =
        rows(
            product(query, weights.scaled(weights.projection(projection), FIRST_NORM)),
            sam.channels());
    String ofImage =
        sum(
            times(rows(product(query, shared(ofShared)), cells), image.scale()),
            product(transposedB(wide, image.values()), image.added()));
    return sum(ofImage, rows(product(query, shared(ofPlaces)), cells));
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
    String own = sumOverRows(times(added, product(transposedB(values, values), added)));
    String variance = times(sum(base, own), graph.number(1.0 / sam.channels()));
    return graph.node("Reciprocal", graph.node("Sqrt", sum(variance, graph.number(EPSILON))));
  }

  /** {@code [B, 1, n]} of {@code [B, r, n]}. */
  private String sumOverRows(String x) {
    return graph.node("ReduceSum", Attributes.none().with("keepdims", 1L), x, graph.longs(1));
  }

  private String transposed(String x) {
    return layers.transpose(x, 0, 2, 1);
  }

  /** {@code [B, H, T, d]} of tokens {@code [B, T, C]}, scaled for a product with keys. */
  private String query(String tokens, String projection) {
    return times(
        attention.projected(tokens, projection, headWidth), graph.number(1 / Math.sqrt(headWidth)));
  }

  /** {@code [B, H, T, d]}. */
  private String value(String tokens, String prefix) {
    return attention.projected(tokens, prefix + ".v_proj", headWidth);
  }

  /** {@code [B, H, T, d]} of {@code [B, R, C]} or {@code [B, H, T, C]} before a layer norm. */
  private String ofHeads(String x, String norm, String projection) {
    return transposedB(
        byHead(x, sam.channels()), weights.scaled(weights.projection(projection), norm));
  }

  /** {@code [B, T, C]}: what heads saw in an image after a layer norm, with what all cells have. */
  private String joined(String values, String norm, String prefix) {
    long width = (long) heads * headWidth;
    String projection = prefix + ".v_proj";
    String same =
        sum(
            transposedB(
                layers.reshape(graph.weight(norm + ".bias"), 1, sam.channels()),
                graph.weight(projection + ".weight")),
            graph.weight(projection + ".bias"));
    String joined = layers.reshape(layers.transpose(values, 0, 2, 1, 3), 0, -1, width);
    return layers.linear(sum(joined, same), prefix + ".out_proj");
  }

  private String perceptron(String tokens, String prefix) {
    String inner = graph.node("Relu", layers.linear(tokens, prefix + ".mlp.lin1"));
    return norm(sum(tokens, layers.linear(inner, prefix + ".mlp.lin2")), prefix + ".norm3");
  }

  /** {@code [B, R, width]} of {@code [B, H, T, width]}. */
  private String rows(String byHead, long width) {
    return layers.reshape(byHead, 0, -1, width);
  }

  private String byHead(String rows, long width) {
    return layers.reshape(rows, 0, heads, -1, width);
  }

  /** Softmax over the tokens of each head, {@code [B, H, T, n]}. */
  private String overTokens(String scores) {
    Attributes keep = Attributes.none().with("keepdims", 1L);
    String most = graph.node("ReduceMax", keep, scores, graph.longs(2));
    String weights = graph.node("Exp", graph.node("Sub", scores, most));
    return graph.node("Div", weights, graph.node("ReduceSum", keep, weights, graph.longs(2)));
  }

  private String softmax(String scores) {
    return graph.node("Softmax", Attributes.none().with("axis", -1L), scores);
  }

  private String norm(String x, String prefix) {
    return layers.layerNorm(x, prefix, EPSILON);
  }

  private String twice(String x) {
    return times(x, graph.number(2));
  }

  private String product(String left, String right) {
    return graph.node("MatMul", left, right);
  }

  private String transposedB(String left, String right) {
    return graph.contributed("FusedMatMul", Attributes.none().with("transB", 1L), left, right);
  }

  private String times(String left, String right) {
    return graph.node("Mul", left, right);
  }

  private String sum(String left, String right) {
    return graph.node("Add", left, right);
  }
}
