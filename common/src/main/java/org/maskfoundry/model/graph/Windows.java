package org.maskfoundry.model.graph;

/**
 * Cuts maps of patches into windows, padded with zeros at right and bottom, and puts them together
 * again.
 */
final class Windows {

  private final Layers layers;
  private final int side;
  private final int width;
  private final int window;
  private final int perSide;
  private final CellTable cut;
  private final CellTable join;

  Windows(GraphBuilder graph, SamArchitecture sam, int window) {
    this.layers = new Layers(graph);
    this.side = sam.embeddingSize();
    this.width = sam.width();
    this.window = window;
    this.perSide = (side + window - 1) / window;
    this.cut = new CellTable(graph, side * side, width, cellsOfWindows());
    this.join = new CellTable(graph, perSide * perSide * window * window, width, places());
  }

  /** The cell at each place of each window; beyond the border the one after the last. */
  private int[] cellsOfWindows() {
    int[] cells = new int[perSide * perSide * window * window];
    for (int place = 0; place < cells.length; place++) {
      int inWindow = place % (window * window);
      int number = place / (window * window);
      int row = number / perSide * window + inWindow / window;
      int column = number % perSide * window + inWindow % window;
      cells[place] = row < side && column < side ? row * side + column : side * side;
    }
    return cells;
  }

  /** The place of each cell in the windows. */
  private int[] places() {
    int[] places = new int[side * side];
    int[] cells = cellsOfWindows();
    for (int place = 0; place < cells.length; place++) {
      if (cells[place] < places.length) {
        places[cells[place]] = place;
      }
    }
    return places;
  }

  /** {@code [N, h * w, width]} to {@code [N * windows, window * window, width]}. */
  String cut(String maps) {
    return layers.reshape(cut.of(maps), -1, (long) window * window, width);
  }

  /** {@code [N * windows, window * window, width]} to {@code [N, h * w, width]}. */
  String join(String windows) {
    return join.of(layers.reshape(windows, -1, (long) perSide * perSide * window * window, width));
  }
}
