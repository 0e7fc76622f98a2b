package org.maskfoundry.model.graph;

/** {@link FoldedAttention} with values as wide as queries and keys, zeros behind them. */
final class EvenlyFoldedAttention extends FoldedAttention {

  private final GraphBuilder graph;
  private final Layers layers;
  private final int heads;
  private final int headWidth;

  EvenlyFoldedAttention(GraphBuilder graph, SamArchitecture sam) {
    super(graph, sam);
    this.graph = graph;
    this.layers = new Layers(graph);
    this.heads = sam.heads();
    this.headWidth = sam.width() / sam.heads();
  }

  @Override
  String fused(String queries, String keys, String value, long tokens, int folded) {
    String widened = widened(layers.reshape(value, -1, tokens, heads, headWidth), tokens, folded);
    String attended =
        super.fused(
            queries,
            keys,
            layers.reshape(widened, -1, tokens, (long) heads * folded),
            tokens,
            folded);
    String wide = layers.reshape(attended, -1, tokens, heads, folded);
    return layers.reshape(
        layers.slice(wide, 3, 0, headWidth), -1, tokens, (long) heads * headWidth);
  }

  private String widened(String value, long tokens, int folded) {
    long more = (long) folded - headWidth;
    String items = layers.slice(graph.node("Shape", value), 0, 0, 1);
    String shape = layers.concat(0, items, graph.longs(tokens, heads, more));
    return layers.concat(3, value, graph.node("Expand", graph.zeros(1, 1, 1, more), shape));
  }
}
