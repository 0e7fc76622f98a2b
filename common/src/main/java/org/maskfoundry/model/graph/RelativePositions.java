package org.maskfoundry.model.graph;

import org.maskfoundry.model.checkpoint.Tensor;

/**
 * The tables of relative positions. A table has a row for each distance; one of another length than
 * a side needs is interpolated linearly, as the public code does.
 */
final class RelativePositions {

  private final GraphBuilder graph;

  RelativePositions(GraphBuilder graph) {
    this.graph = graph;
  }

  /**
   * {@code [side, width, columns]}: for each query position the row of its distance to each key
   * position; zeros for columns after the last key position.
   */
  String add(String name, int side, int columns) {
    Tensor table = graph.checkpoint().tensor(name);
    int width = table.size(1);
    float[] rows = resized(table.toArray(), table.size(0), 2 * side - 1, width);
    float[] numbers = new float[side * width * columns];
    for (int query = 0; query < side; query++) {
      for (int key = 0; key < side; key++) {
        int distance = query - key + side - 1;
        for (int i = 0; i < width; i++) {
          numbers[(query * width + i) * columns + key] = rows[distance * width + i];
        }
      }
    }
    return graph.derived(name + ":table", new long[] {side, width, columns}, numbers);
  }

  private static float[] resized(float[] rows, int length, int wanted, int width) {
    if (length == wanted) {
      return rows;
    }
    float[] resized = new float[wanted * width];
    float scale = (float) length / wanted;
    for (int row = 0; row < wanted; row++) {
      float source = Math.max(0, scale * (row + 0.5f) - 0.5f);
      int first = Math.min((int) source, length - 1);
      int second = Math.min(first + 1, length - 1);
      float share = source - first;
      for (int i = 0; i < width; i++) {
        resized[row * width + i] =
            (1 - share) * rows[first * width + i] + share * rows[second * width + i];
      }
    }
    return resized;
  }
}
