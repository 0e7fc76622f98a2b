package org.maskfoundry.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.model.dialect.DecoderAnswer;
import org.maskfoundry.model.dialect.DecoderDialect;
import org.maskfoundry.model.dialect.PromptBatch;

/**
 * A decoder that is loaded, and how it is asked.
 *
 * @param imageSide embeddings to what the decoder takes of them, once for an image; empty where it
 *     takes the embeddings themselves
 * @param session embeddings and prompts to masks
 * @param dialect its family
 */
record DecoderGraph(Optional<OrtSession> imageSide, OrtSession session, DecoderDialect dialect) {

  /** A decoder in one graph. */
  static DecoderGraph whole(OrtSession session, DecoderDialect dialect) {
    return new DecoderGraph(Optional.empty(), session, dialect);
  }

  DecoderAnswer decode(OnnxEmbedding embedding, PromptBatch prompts, WantedMasks wanted)
      throws OrtException {
    Map<String, OnnxTensor> image =
        imageSide.isPresent() ? embedding.tensorsOf(imageSide.get()) : embedding.tensors();
    return dialect.decode(session, image, prompts, wanted);
  }
}
