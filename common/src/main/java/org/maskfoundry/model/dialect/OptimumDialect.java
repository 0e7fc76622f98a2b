package org.maskfoundry.model.dialect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.WantedMasks;
import org.maskfoundry.model.dialect.DialectDescription.PromptKind;

/**
 * The pair that Optimum exports and transformers.js runs: positional embeddings come from the
 * encoder, labels are whole numbers with -10 as padding, and each prompt has the three masks of an
 * ambiguous prompt. There are no boxes, no mask prompts and no token 0, so a single answer cannot
 * be had.
 */
public final class OptimumDialect implements DecoderDialect {

  private static final int MANY = 1024;
  private static final int TOKENS = 3;
  private static final long PADDING = -10;

  private static final DialectDescription DESCRIPTION =
      new DialectDescription(
          "optimum",
          Set.of("image_embeddings", "image_positional_embeddings", "input_points", "input_labels"),
          Set.of("iou_scores", "pred_masks"),
          MANY,
          Set.of(PromptKind.POINTS));

  @Override
  public DialectDescription description() {
    return DESCRIPTION;
  }

  @Override
  public DecoderAnswer decode(
      OrtSession decoder,
      Map<String, OnnxTensor> embeddings,
      PromptBatch prompts,
      WantedMasks wanted)
      throws OrtException {
    LongBuffer labels = LongBuffer.allocate(prompts.labels().remaining());
    for (int i = 0; i < labels.capacity(); i++) {
      float label = prompts.labels().get(i);
      labels.put(label == PromptBatch.PADDING ? PADDING : (long) label);
    }
    try (TensorSet inputs = new TensorSet()) {
      Map<String, OnnxTensor> asked = new HashMap<>(embeddings);
      asked.put(
          "input_points",
          inputs.floats(prompts.coordinates(), 1, prompts.prompts(), prompts.points(), 2));
      asked.put(
          "input_labels", inputs.longs(labels.rewind(), 1, prompts.prompts(), prompts.points()));
      try (OrtSession.Result result = decoder.run(asked)) {
        OnnxTensor masks = (OnnxTensor) result.get("pred_masks").orElseThrow();
        OnnxTensor ious = (OnnxTensor) result.get("iou_scores").orElseThrow();
        int side = (int) masks.getInfo().getShape()[4];
        return DecoderAnswer.ofAll(
            prompts.prompts(), TOKENS, side, masks.getFloatBuffer(), ious.getFloatBuffer());
      }
    }
  }

  @Override
  public int firstToken(MaskAnswer answer, int tokens) {
    if (answer == MaskAnswer.SINGLE) {
      throw new ModelException(
          "A decoder of the Optimum kind has no single answer; ask for three masks, or import the checkpoint instead");
    }
    return 0;
  }
}
