package org.maskfoundry.model.graph;

import static org.maskfoundry.model.graph.FactoredWeights.FIRST_NORM;
import static org.maskfoundry.model.graph.FactoredWeights.FIRST_TO_TOKENS;
import static org.maskfoundry.model.graph.FactoredWeights.LAST_TO_IMAGE;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_NORM;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_TO_IMAGE;
import static org.maskfoundry.model.graph.FactoredWeights.SECOND_TO_TOKENS;

/**
 * The image's side of the decoder for {@link FactoredPromptGraph}: every projection of the image
 * that a prompt needs, in both layers and after them. What a prompt adds to the image is of low
 * rank and a layer norm scales a cell as a whole, so projections of the image without the prompt
 * are enough.
 */
final class FactoredImageGraph {

  private final GraphBuilder graph;
  private final Layers layers;
  private final SamArchitecture sam;
  private final FactoredWeights weights;
  private final int side;
  private final int heads;
  private final long cells;

  FactoredImageGraph(GraphBuilder graph, SamArchitecture sam) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.sam = sam;
    this.weights = new FactoredWeights(graph, sam);
    this.side = sam.embeddingSize();
    this.heads = sam.decoderHeads();
    this.cells = (long) side * side;
  }

  /** Adds the graph with its outputs. */
  void add() {
    String image = new UnmaskedImage(graph, sam).add();
    String positions = new PositionEncoding(graph).ofGrid(side);
    first(image, graph.node("Add", image, positions));
    String centred =
        weights.centred(graph.node("Add", image, graph.weight(FIRST_TO_TOKENS + ".out_proj.bias")));
    perCell("first_squares", graph.node("Mul", centred, centred));
    columns("first_answers", twice(centred), weights.firstOutput());
    second(weights.scaled(centred, FIRST_NORM), positions);
  }

  private void first(String image, String placed) {
    String toImage = TwoWayTransformerGraph.PREFIX + "layers.0.cross_attn_token_to_image";
    column("first_keys", transposed(layers.linear(placed, toImage + ".k_proj")));
    row("first_values", transposed(layers.linear(image, toImage + ".v_proj")));
    column("first_queries", transposed(layers.linear(placed, FIRST_TO_TOKENS + ".q_proj")));
  }

  private String transposed(String x) {
    return layers.transpose(x, 0, 2, 1);
  }

  private void second(String scaled, String positions) {
    columns("second_keys", scaled, weights.projection(SECOND_TO_IMAGE + ".k_proj"));
    rows("second_values", scaled, weights.projection(SECOND_TO_IMAGE + ".v_proj"));
    columns("second_queries", scaled, weights.projection(SECOND_TO_TOKENS + ".q_proj"));
    String placed = graph.node("Add", positions, graph.weight(FIRST_NORM + ".bias"));
    columns("second_key_places", placed, weights.projection(SECOND_TO_IMAGE + ".k_proj"));
    String query = SECOND_TO_TOKENS + ".q_proj";
    columns("second_query_places", placed, weights.projection(query), query);
    String image = weights.centred(scaled);
    graph.output(drawn(image), "drawn_image", 1, cells, sam.channels());
    perCell("second_squares", graph.node("Mul", image, image));
    perCell("second_shifts", twice(graph.node("Mul", image, weights.secondShift())));
    columns("second_first_answers", twice(image), weights.firstOutputNormed());
    columns("second_answers", twice(image), weights.secondOutput());
    String last = weights.scaled(image, SECOND_NORM);
    columns("last_keys", last, weights.projection(LAST_TO_IMAGE + ".k_proj"));
    rows("last_values", last, weights.projection(LAST_TO_IMAGE + ".v_proj"));
    columns("last_key_places", positions, weights.projection(LAST_TO_IMAGE + ".k_proj"));
  }

  private String drawn(String image) {
    return new MaskDecoderHeads(graph, sam).scaledOnce(weights.scaled(image, SECOND_NORM));
  }

  /** A product stands twice in a square. */
  private String twice(String x) {
    return graph.node("Mul", x, graph.number(2));
  }

  /** {@code [1, 1, cells]}: the sum over the channels. */
  private void perCell(String name, String x) {
    String sum =
        graph.node("ReduceSum", Attributes.none().with("keepdims", 0L), x, graph.longs(-1));
    graph.output(layers.reshape(sum, 1, 1, cells), name, 1, 1, cells);
  }

  /** {@code [1, heads, headWidth, cells]}. */
  private void columns(String name, String x, String projection, String bias) {
    column(name, graph.node("Add", product(x, projection), bias(bias)));
  }

  private void columns(String name, String x, String projection) {
    column(name, product(x, projection));
  }

  private void column(String name, String product) {
    graph.output(layers.reshape(product, 1, heads, -1, cells), name, 1, heads, headWidth(), cells);
  }

  /** {@code [1, heads, cells, headWidth]}. */
  private void rows(String name, String x, String projection) {
    row(name, product(x, projection));
  }

  private void row(String name, String product) {
    graph.output(
        layers.transpose(layers.reshape(product, 1, heads, -1, cells), 0, 1, 3, 2),
        name,
        1,
        heads,
        cells,
        headWidth());
  }

  private int headWidth() {
    return weights.headWidth(LAST_TO_IMAGE);
  }

  /** {@code [1, heads * headWidth, cells]}. */
  private String product(String x, String projection) {
    return layers.productTransposed(layers.reshape(projection, 1, -1, sam.channels()), x);
  }

  private String bias(String projection) {
    return layers.reshape(graph.weight(projection + ".bias"), 1, -1, 1);
  }
}
