package org.maskfoundry.model.graph;

import java.util.function.UnaryOperator;

/**
 * Cuts a map of patches into windows, padded with zeros at right and bottom, and puts them together
 * again.
 */
final class Windows {

  private final GraphBuilder graph;
  private final Layers layers;
  private final int side;
  private final int width;
  private final int window;

  Windows(GraphBuilder graph, SamArchitecture sam, int window) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.side = sam.embeddingSize();
    this.width = sam.width();
    this.window = window;
  }

  /**
   * {@code [1, h, w, width]} to {@code [windows, window * window, width]}, through the work, and
   * back.
   */
  String apply(String map, UnaryOperator<String> work) {
    int perSide = (side + window - 1) / window;
    int padding = perSide * window - side;
    String padded =
        padding == 0
            ? map
            : graph.node("Pad", map, graph.longs(0, 0, 0, 0, 0, padding, padding, 0));
    String split = layers.reshape(padded, perSide, window, perSide, window, width);
    String windows =
        layers.reshape(layers.transpose(split, 0, 2, 1, 3, 4), -1, (long) window * window, width);
    String worked = layers.reshape(work.apply(windows), perSide, perSide, window, window, width);
    long whole = (long) perSide * window;
    String joined = layers.reshape(layers.transpose(worked, 0, 2, 1, 3, 4), 1, whole, whole, width);
    return padding == 0 ? joined : layers.slice(layers.slice(joined, 1, 0, side), 2, 0, side);
  }
}
