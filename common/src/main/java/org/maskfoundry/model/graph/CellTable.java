package org.maskfoundry.model.graph;

import java.util.stream.IntStream;

/**
 * Rearranges the cells of maps by a table: each cell of the result is a cell of the map, or zeros.
 * One copy of rows takes the place of padding, cutting and turning axes, which GPUs do slowly.
 */
final class CellTable {

  private final Layers layers;
  private final GraphBuilder graph;
  private final long width;
  private final String table;
  private final String zeros;

  /**
   * A table.
   *
   * @param cells of a map
   * @param width of a cell
   * @param sources for each cell of the result one of the map, or {@code cells} for zeros
   */
  CellTable(GraphBuilder graph, int cells, long width, int... sources) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.width = width;
    this.table = graph.longs(IntStream.of(sources).asLongStream().toArray());
    boolean whole = IntStream.of(sources).noneMatch(source -> source == cells);
    this.zeros = whole ? "" : graph.zeros(1, 1, width);
  }

  /** {@code [N, sources, width]} of {@code [N, cells, width]}. */
  String of(String maps) {
    return graph.node(
        "Gather",
        Attributes.none().with("axis", 1L),
        zeros.isEmpty() ? maps : extended(maps),
        table);
  }

  /** The maps with a cell of zeros after their last. */
  private String extended(String maps) {
    String count = layers.slice(graph.node("Shape", maps), 0, 0, 1);
    String shape = layers.concat(0, count, graph.longs(1, width));
    return layers.concat(1, maps, graph.node("Expand", zeros, shape));
  }
}
