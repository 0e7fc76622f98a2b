package org.maskfoundry.model.graph;

/**
 * Draws masks strip by strip of the image: the sixteen-fold numbers between an image and its masks
 * stay in the processor's cache. Masks are those of {@link MaskDecoderHeads#masks}.
 */
final class StripDrawing {

  private static final int MOST_ROWS = 8;
  private static final int MASKS = MaskDecoderHeads.MASKS;

  private final GraphBuilder graph;
  private final Layers layers;
  private final MaskDecoderHeads heads;
  private final int side;
  private final int channels;
  private final int rows;

  /**
   * @param rows rows of cells in a strip, a divisor of all rows
   */
  StripDrawing(GraphBuilder graph, SamArchitecture sam, MaskDecoderHeads heads, int rows) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.heads = heads;
    this.side = sam.embeddingSize();
    this.channels = sam.channels();
    this.rows = rows;
  }

  /** Rows of a strip where there are that many in all: eight, or somewhat less. */
  static int rows(int side) {
    int rows = Math.min(MOST_ROWS, side);
    while (side % rows != 0) {
      rows--;
    }
    return rows;
  }

  /**
   * {@code [B, 4, m * m]}: masks, their pixels in the order in which they were drawn; there may be
   * no prompts.
   *
   * @param answers {@code [B, 4, C / 8]}
   * @param image after {@link MaskDecoderHeads#scaledOnce}
   */
  String drawn(String answers, LowRankImage image) {
    long strips = side / rows;
    long cells = (long) rows * side;
    String number = graph.longs(new long[0], strips);
    String shared = layers.reshape(image.shared(), strips, cells, channels);
    String scale = layers.reshape(image.scale(), -1, cells, 1);
    String added = columnsOfStrips(image.added(), strips, cells);
    String scores =
        graph.each(
            graph.node("Mul", layers.slice(graph.node("Shape", answers), 0, 0, 1), number),
            index -> {
              String prompt = graph.node("Div", index, number);
              String strip = graph.node("Mod", index, number);
              String ofShared = graph.node("Mul", item(shared, strip), item(scale, index));
              String ofAdded =
                  graph.contributed(
                      "FusedMatMul",
                      Attributes.none().with("transA", 1L),
                      item(added, index),
                      item(image.values(), prompt));
              return layers.reshape(
                  heads.scores(item(answers, prompt), heads.upscaled(ofShared, ofAdded, cells)),
                  MASKS,
                  16 * cells);
            });
    String apart = layers.reshape(scores, -1, strips, MASKS, 16 * cells);
    return layers.reshape(layers.transpose(apart, 0, 2, 1, 3), -1, MASKS, strips * 16 * cells);
  }

  /**
   * {@code [K, m * m]}, row-major, of some masks as they were drawn. Apart from the drawing, as
   * most masks are dropped before.
   *
   * @param drawn {@code [K, m * m]}
   */
  String rowMajor(String drawn) {
    String pixels = layers.reshape(drawn, -1, side, side, 2, 2, 2, 2);
    return layers.reshape(layers.transpose(pixels, 0, 1, 3, 5, 2, 4, 6), -1, 16L * side * side);
  }

  /** {@code [B * strips, r, cells]} of {@code [B, r, n]}. */
  private String columnsOfStrips(String added, long strips, long cells) {
    String apart = layers.transpose(layers.reshape(added, 0, 0, strips, cells), 0, 2, 1, 3);
    String columns = layers.slice(graph.node("Shape", added), 0, 1, 2);
    return graph.node(
        "Reshape", apart, layers.concat(0, graph.longs(-1), columns, graph.longs(cells)));
  }

  /** {@code [1, ...]}: one of {@code [items, ...]}. */
  private String item(String items, String index) {
    return graph.node("Unsqueeze", graph.node("Gather", items, index), graph.longs(0));
  }
}
