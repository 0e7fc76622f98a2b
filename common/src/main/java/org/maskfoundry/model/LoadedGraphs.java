package org.maskfoundry.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model's sessions on a device.
 *
 * @param encoder image to embeddings
 * @param decoder embeddings and prompts to masks
 * @param maskDecoder the same for prompts with a mask, loaded when first asked; empty where {@code
 *     decoder} takes them or none does
 */
record LoadedGraphs(
    EncoderGraph encoder, DecoderGraph decoder, Optional<Supplier<DecoderGraph>> maskDecoder) {

  /** The decoder that answers such prompts. */
  DecoderGraph decoder(boolean withMasks) {
    return withMasks && maskDecoder.isPresent() ? maskDecoder.get().get() : decoder;
  }

  static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException broken) {
      throw new ModelException("A session could not be closed: " + broken.getMessage(), broken);
    }
  }
}
