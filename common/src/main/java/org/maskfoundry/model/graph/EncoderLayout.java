package org.maskfoundry.model.graph;

/** How the encoder's attention is laid out: the same answers, at another cost. */
public enum EncoderLayout {

  /** Values of their own width: the least work, for a processor. */
  NARROW_VALUES {
    @Override
    EncoderAttention attention(GraphBuilder graph, SamArchitecture sam) {
      return new FoldedAttention(graph, sam);
    }
  },

  /**
   * Values as wide as queries and keys, for a GPU: with other widths ONNX Runtime 1.29 answers
   * wrongly there in 32-bit floats, and some of the fastest kernels know one width alone.
   */
  WIDE_VALUES {
    @Override
    EncoderAttention attention(GraphBuilder graph, SamArchitecture sam) {
      return new EvenlyFoldedAttention(graph, sam);
    }
  };

  abstract EncoderAttention attention(GraphBuilder graph, SamArchitecture sam);
}
