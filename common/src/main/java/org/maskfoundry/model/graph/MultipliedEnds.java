package org.maskfoundry.model.graph;

/**
 * {@link EncoderEnds} as products of matrices, for GPUs: there an algorithm for a convolution is
 * searched whenever the number of images changes, and none is found for some of these in 16 bits.
 */
record MultipliedEnds(GraphBuilder graph, SamArchitecture sam) implements EncoderEnds {

  private static final double EPSILON = 1e-6;

  private long tokens() {
    return (long) sam.embeddingSize() * sam.embeddingSize();
  }

  /** A convolution whose stride is its size is a product with the pixels of each patch. */
  @Override
  public String patches(String image) {
    Layers layers = new Layers(graph);
    int side = sam.embeddingSize();
    int patch = sam.patchSize();
    long numbers = 3L * patch * patch;
    String split = layers.reshape(image, -1, 3, side, patch, side, patch);
    String pixels =
        layers.reshape(layers.transpose(split, 0, 2, 4, 1, 3, 5), -1, tokens(), numbers);
    String weight =
        layers.reshape(graph.weight("image_encoder.patch_embed.proj.weight"), sam.width(), numbers);
    return graph.node(
        "Add",
        layers.productTransposed(pixels, weight),
        graph.weight("image_encoder.patch_embed.proj.bias"));
  }

  @Override
  public String neck(String x) {
    Layers layers = new Layers(graph);
    int channels = sam.channels();
    String first =
        layers.reshape(graph.weight("image_encoder.neck.0.weight"), channels, sam.width());
    String narrow =
        layers.layerNorm(layers.productTransposed(x, first), "image_encoder.neck.1", EPSILON);
    String second =
        layers.reshape(
            layers.transpose(graph.weight("image_encoder.neck.2.weight"), 0, 2, 3, 1),
            channels,
            9L * channels);
    String mixed =
        layers.layerNorm(
            layers.productTransposed(neighbours(narrow), second), "image_encoder.neck.3", EPSILON);
    int side = sam.embeddingSize();
    return layers.reshape(layers.transpose(mixed, 0, 2, 1), -1, channels, side, side);
  }

  /** {@code [N, tokens, 9 * C]}: each cell's neighbourhood of 3 x 3, zeros beyond the border. */
  private String neighbours(String cells) {
    int side = sam.embeddingSize();
    int[] sources = new int[9 * side * side];
    for (int place = 0; place < sources.length; place++) {
      int row = place / 9 / side + place % 9 / 3 - 1;
      int column = place / 9 % side + place % 3 - 1;
      boolean inside = row >= 0 && row < side && column >= 0 && column < side;
      sources[place] = inside ? row * side + column : side * side;
    }
    CellTable table = new CellTable(graph, side * side, sam.channels(), sources);
    return new Layers(graph).reshape(table.of(cells), -1, tokens(), 9L * sam.channels());
  }
}
