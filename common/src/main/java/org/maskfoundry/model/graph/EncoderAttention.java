package org.maskfoundry.model.graph;

/** The attention of the encoder's blocks, with relative positions. */
interface EncoderAttention {

  /**
   * Attention among the {@code side * side} tokens of each item.
   *
   * @param x {@code [items, tokens, width]}
   * @param prefix the tensors' names before {@code .qkv} and the others
   * @return {@code [items, tokens, width]}
   */
  String add(String x, String prefix, int side);
}
