package org.maskfoundry.model.graph;

/**
 * Cuts maps of patches into windows, padded with zeros at right and bottom, and puts them together
 * again.
 */
final class Windows {

  private final GraphBuilder graph;
  private final Layers layers;
  private final int side;
  private final int width;
  private final int window;
  private final int perSide;

  Windows(GraphBuilder graph, SamArchitecture sam, int window) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.side = sam.embeddingSize();
    this.width = sam.width();
    this.window = window;
    this.perSide = (side + window - 1) / window;
  }

  /** {@code [N, h * w, width]} to {@code [N * windows, window * window, width]}. */
  String cut(String maps) {
    int padding = perSide * window - side;
    String planes = layers.reshape(maps, -1, side, side, width);
    String padded =
        padding == 0
            ? planes
            : graph.node("Pad", planes, graph.longs(0, 0, 0, 0, 0, padding, padding, 0));
    String split = layers.reshape(padded, -1, perSide, window, perSide, window, width);
    return layers.reshape(
        layers.transpose(split, 0, 1, 3, 2, 4, 5), -1, (long) window * window, width);
  }

  /** {@code [N * windows, window * window, width]} to {@code [N, h * w, width]}. */
  String join(String windows) {
    String split = layers.reshape(windows, -1, perSide, perSide, window, window, width);
    long whole = (long) perSide * window;
    String joined =
        layers.reshape(layers.transpose(split, 0, 1, 3, 2, 4, 5), -1, whole, whole, width);
    String cropped =
        whole == side ? joined : layers.slice(layers.slice(joined, 1, 0, side), 2, 0, side);
    return layers.reshape(cropped, -1, (long) side * side, width);
  }
}
