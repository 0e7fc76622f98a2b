package org.maskfoundry.bench;

import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.graph.BiasedEncoder;
import org.maskfoundry.model.graph.EncoderLayout;
import org.maskfoundry.model.graph.FloatFormat;
import org.maskfoundry.model.graph.OnnxGraph;
import org.maskfoundry.model.graph.SamArchitecture;
import org.maskfoundry.model.graph.SamGraphs;

/** A way to compute the image encoder. */
enum EncoderVariant {
  /** Scores and the bias that is added to them are written out, as the public code has it. */
  BIASED("attention with its bias") {
    @Override
    OnnxGraph graph(SamArchitecture sam, Checkpoint checkpoint) {
      return BiasedEncoder.graph(sam, checkpoint, FloatFormat.SINGLE);
    }
  },
  /** The product's. */
  FOLDED("folded, fused attention") {
    @Override
    OnnxGraph graph(SamArchitecture sam, Checkpoint checkpoint) {
      return SamGraphs.imageEncoder(sam, checkpoint, FloatFormat.SINGLE, EncoderLayout.PROCESSOR);
    }
  };

  private final String label;

  EncoderVariant(String label) {
    this.label = label;
  }

  abstract OnnxGraph graph(SamArchitecture sam, Checkpoint checkpoint);

  /** The name of its line in a table. */
  String label() {
    return label;
  }
}
