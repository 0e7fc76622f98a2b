package org.maskfoundry.model.graph;

/** Random Fourier features of positions in [0, 1]: sine and cosine of a Gaussian projection. */
final class PositionEncoding {

  private static final String MATRIX =
      "prompt_encoder.pe_layer.positional_encoding_gaussian_matrix";

  private final GraphBuilder graph;
  private final Layers layers;

  PositionEncoding(GraphBuilder graph) {
    this.graph = graph;
    this.layers = new Layers(graph);
  }

  /** {@code [..., C]} of positions {@code [..., 2]}, computed in 32 bits. */
  String of(String positions) {
    String centred =
        graph.node("Sub", graph.node("Mul", positions, graph.single(2)), graph.single(1));
    String angles =
        graph.node(
            "Mul",
            graph.node("MatMul", centred, graph.singleWeight(MATRIX)),
            graph.single(2 * Math.PI));
    return graph.toFormat(layers.concat(-1, graph.node("Sin", angles), graph.node("Cos", angles)));
  }

  /** {@code [1, side * side, C]} of the centres of a square grid, computed once here. */
  String ofGrid(int side) {
    float[] matrix = graph.checkpoint().tensor(MATRIX).toArray();
    int half = matrix.length / 2;
    float[] numbers = new float[side * side * 2 * half];
    for (int cell = 0; cell < side * side; cell++) {
      int row = cell / side;
      int column = cell % side;
      float x = 2 * ((column + 0.5f) / side) - 1;
      float y = 2 * ((row + 0.5f) / side) - 1;
      for (int i = 0; i < half; i++) {
        float angle = (float) (2 * Math.PI) * Math.fma(y, matrix[half + i], x * matrix[i]);
        numbers[cell * 2 * half + i] = (float) Math.sin(angle);
        numbers[cell * 2 * half + half + i] = (float) Math.cos(angle);
      }
    }
    return graph.derived("image_positions", new long[] {1, (long) side * side, 2L * half}, numbers);
  }
}
