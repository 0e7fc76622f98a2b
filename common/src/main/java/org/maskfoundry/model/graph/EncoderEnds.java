package org.maskfoundry.model.graph;

/** What comes before the encoder's blocks and after them: convolutions. */
interface EncoderEnds {

  /** {@code [N, 3, S, S]} to patches without their positions, {@code [N, tokens, width]}. */
  String patches(String image);

  /** {@code [N, tokens, width]} to {@code [N, C, h, w]}. */
  String neck(String x);
}
