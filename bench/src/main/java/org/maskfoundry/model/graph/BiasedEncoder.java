package org.maskfoundry.model.graph;

import org.maskfoundry.model.checkpoint.Checkpoint;

/** The image encoder with the attention of the public code, all else the same. */
public final class BiasedEncoder {

  private BiasedEncoder() {}

  /** What {@link SamGraphs#imageEncoder} computes, with the same names. */
  public static OnnxGraph graph(
      SamArchitecture architecture, Checkpoint checkpoint, FloatFormat format) {
    GraphBuilder graph = new GraphBuilder("image_encoder", checkpoint, format);
    new ImageEncoderGraph(
            graph,
            architecture,
            new BiasedAttention(graph, architecture),
            new ConvolvedEnds(graph, architecture))
        .add();
    return graph.build();
  }
}
