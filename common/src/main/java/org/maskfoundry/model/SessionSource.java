package org.maskfoundry.model;

import java.util.Optional;
import java.util.function.Supplier;

/** Where a model's sessions come from. */
interface SessionSource extends AutoCloseable {

  /** Image to embeddings. */
  EncoderGraph encoder();

  /** Embeddings and prompts to masks. */
  DecoderGraph decoder();

  /** The decoder of prompts with masks, where it is another; loaded when first asked for. */
  Optional<Supplier<DecoderGraph>> maskDecoder();

  /** Frees every session that was made, and what they read from. */
  @Override
  void close();
}
