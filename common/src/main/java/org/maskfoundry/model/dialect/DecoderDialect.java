package org.maskfoundry.model.dialect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Set;
import org.maskfoundry.model.MaskAnswer;

/** How a family of decoder exports is asked and answers. Implementations are stateless. */
public interface DecoderDialect {

  /** The name in {@code model.conf} and in messages. */
  String name();

  /** The inputs a decoder of this family has, whatever else it may take. */
  Set<String> decoderInputs();

  /** The outputs a decoder of this family has, whatever else it may give. */
  Set<String> decoderOutputs();

  /** Prompts one call may hold. */
  int promptsPerCall();

  /** Whether a box may be a prompt. */
  boolean takesBoxes();

  /** Whether an earlier mask may be a prompt. */
  boolean takesMasks();

  /**
   * Asks the decoder.
   *
   * @param embeddings what the encoder gave, by the decoder's input names
   * @param prompts at most {@link #promptsPerCall}
   */
  DecoderAnswer decode(OrtSession decoder, Map<String, OnnxTensor> embeddings, PromptBatch prompts)
      throws OrtException;

  /**
   * The first of the {@code tokens} masks of a prompt that belongs to the answer.
   *
   * @throws org.maskfoundry.model.ModelException where the graph does not give such an answer
   */
  int firstToken(MaskAnswer answer, int tokens);
}
