package org.maskfoundry.model;

import ai.onnxruntime.OrtSession;
import java.util.Optional;
import java.util.function.Supplier;
import org.maskfoundry.model.dialect.DecoderDialect;

/** Where a model's sessions come from. */
interface SessionSource extends AutoCloseable {

  /** Image to embeddings. */
  OrtSession encoder();

  /** Embeddings and prompts to masks. */
  OrtSession decoder();

  /** The decoder of prompts with masks, where it is another; loaded when first asked for. */
  Optional<Supplier<OrtSession>> maskDecoder();

  /** How the decoders are asked. */
  DecoderDialect dialect();

  /** Frees every session that was made, and what they read from. */
  @Override
  void close();
}
