package org.maskfoundry.model.graph;

/** How the encoder is laid out: the same answers, at another cost. */
public enum EncoderLayout {

  /** Convolutions, and attention with values of their own width: the least work. */
  PROCESSOR {
    @Override
    EncoderAttention attention(GraphBuilder graph, SamArchitecture sam) {
      return new FoldedAttention(graph, sam);
    }

    @Override
    EncoderEnds ends(GraphBuilder graph, SamArchitecture sam) {
      return new ConvolvedEnds(graph, sam);
    }
  },

  /**
   * Products of matrices, and attention with values as wide as queries and keys: with other widths
   * ONNX Runtime 1.29 answers wrongly on a GPU in 32-bit floats, and some of the fastest kernels
   * know one width alone.
   */
  GPU {
    @Override
    EncoderAttention attention(GraphBuilder graph, SamArchitecture sam) {
      return new EvenlyFoldedAttention(graph, sam);
    }

    @Override
    EncoderEnds ends(GraphBuilder graph, SamArchitecture sam) {
      return new MultipliedEnds(graph, sam);
    }
  };

  abstract EncoderAttention attention(GraphBuilder graph, SamArchitecture sam);

  abstract EncoderEnds ends(GraphBuilder graph, SamArchitecture sam);
}
