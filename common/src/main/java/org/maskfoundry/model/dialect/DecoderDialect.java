package org.maskfoundry.model.dialect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.WantedMasks;

/** How a family of decoder exports is asked and answers. Implementations are stateless. */
public interface DecoderDialect {

  /** What tells such decoders, and what may be asked of them. */
  DialectDescription description();

  /**
   * Asks the decoder.
   *
   * @param embeddings what the encoder gave, by the decoder's input names
   * @param prompts at most {@link DialectDescription#promptsPerCall}
   * @param wanted which masks are looked at; graphs that cannot tell draw all
   */
  DecoderAnswer decode(
      OrtSession decoder,
      Map<String, OnnxTensor> embeddings,
      PromptBatch prompts,
      WantedMasks wanted)
      throws OrtException;

  /**
   * The first of the {@code tokens} masks of a prompt that belongs to the answer.
   *
   * @throws org.maskfoundry.model.ModelException where the graph does not give such an answer
   */
  int firstToken(MaskAnswer answer, int tokens);
}
