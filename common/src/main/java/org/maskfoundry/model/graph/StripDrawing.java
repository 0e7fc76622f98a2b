package org.maskfoundry.model.graph;

/**
 * Draws masks strip by strip of the image: the sixteen-fold numbers between an image and its masks
 * stay in the processor's cache. It gives what {@link MaskDecoderHeads#masks} gives.
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
   * {@code [B, 4, m, m]}; there may be no prompts.
   *
   * @param answers {@code [B, 4, C / 8]}
   * @param image {@code [B, cells, C]}
   */
  String masks(String answers, String image) {
    long cells = (long) rows * side;
    long strips = side / rows;
    long width = channels / 8;
    String spread =
        graph.node(
            "Expand", layers.reshape(answers, -1, 1, MASKS, width), graph.longs(1, strips, 1, 1));
    String answerOfEach = layers.reshape(spread, -1, MASKS, width);
    String strip = layers.reshape(image, -1, cells, channels);
    String count = layers.slice(graph.node("Shape", strip), 0, 0, 1);
    String scores =
        graph.each(
            count,
            index ->
                layers.reshape(
                    heads.scores(
                        item(answerOfEach, index, MASKS, width),
                        heads.upscaled(item(strip, index, cells, channels), cells)),
                    MASKS,
                    16 * cells));
    String pixels = layers.reshape(scores, -1, strips, MASKS, rows, side, 2, 2, 2, 2);
    return layers.reshape(
        layers.transpose(pixels, 0, 2, 1, 3, 5, 7, 4, 6, 8), -1, MASKS, 4L * side, 4L * side);
  }

  /** {@code [1, n, width]}: one of {@code [items, n, width]}. */
  private String item(String items, String index, long n, long width) {
    return layers.reshape(graph.node("Gather", items, index), 1, n, width);
  }
}
