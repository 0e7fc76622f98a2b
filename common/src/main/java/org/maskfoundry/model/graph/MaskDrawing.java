package org.maskfoundry.model.graph;

/** How a decoder draws the masks of a batch: the same masks, at another cost. */
public enum MaskDrawing {

  /** All at once, as a GPU does it best. */
  WHOLE {
    @Override
    String masks(
        GraphBuilder graph,
        SamArchitecture sam,
        MaskDecoderHeads heads,
        String answers,
        String image) {
      return heads.masks(answers, image);
    }
  },

  /** Strip by strip, as a processor does it best: what is between fits its cache. */
  IN_STRIPS {
    @Override
    String masks(
        GraphBuilder graph,
        SamArchitecture sam,
        MaskDecoderHeads heads,
        String answers,
        String image) {
      int rows = StripDrawing.rows(sam.embeddingSize());
      return new StripDrawing(graph, sam, heads, rows).masks(answers, image);
    }
  };

  /**
   * {@code [B, 4, m, m]}: each answer {@code [B, 4, C / 8]} at each pixel of the image {@code [B,
   * cells, C]}.
   */
  abstract String masks(
      GraphBuilder graph,
      SamArchitecture sam,
      MaskDecoderHeads heads,
      String answers,
      String image);
}
