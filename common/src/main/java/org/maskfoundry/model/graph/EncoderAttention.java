package org.maskfoundry.model.graph;

/** The attention of the encoder's blocks, with relative positions. */
interface EncoderAttention {

  /**
   * Attention among the {@code side * side} tokens of each item: query, key, value and the answer
   * are {@code [items, tokens, width]}, head by head.
   *
   * @param prefix the names of the tables of relative positions, before {@code .rel_pos_h} and
   *     {@code .rel_pos_w}
   */
  String add(String query, String key, String value, String prefix, int side);
}
