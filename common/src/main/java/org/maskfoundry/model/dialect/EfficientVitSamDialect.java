package org.maskfoundry.model.dialect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.WantedMasks;
import org.maskfoundry.model.dialect.DialectDescription.PromptKind;

/**
 * Exports of EfficientViT-SAM, and our own graphs, which keep its names: any number of prompts a
 * call, four low-resolution masks each, token 0 first. Our own graphs may take a mask as well
 * ({@code mask_input}).
 */
public final class EfficientVitSamDialect implements DecoderDialect {

  /** Input of our own decoder with mask prompts, {@code [B, 1, m, m]}. */
  public static final String MASK_INPUT = "mask_input";

  private static final int MANY = 1024;
  private static final int TOKENS = 4;

  private static final DialectDescription DESCRIPTION =
      new DialectDescription(
          "efficientvit-sam",
          Set.of("image_embeddings", "point_coords", "point_labels"),
          Set.of("masks", "iou_predictions"),
          MANY,
          Set.of(PromptKind.POINTS, PromptKind.BOX));

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
    try (TensorSet inputs = new TensorSet()) {
      Map<String, OnnxTensor> asked = new HashMap<>(embeddings);
      asked.put(
          "point_coords",
          inputs.floats(prompts.coordinates(), prompts.prompts(), prompts.points(), 2));
      asked.put(
          "point_labels", inputs.floats(prompts.labels(), prompts.prompts(), prompts.points()));
      if (prompts.masks().isPresent()) {
        int side = (int) Math.sqrt((double) prompts.masks().get().remaining() / prompts.prompts());
        asked.put(
            MASK_INPUT, inputs.floats(prompts.masks().get(), prompts.prompts(), 1, side, side));
      }
      try (OrtSession.Result result = decoder.run(asked)) {
        OnnxTensor masks = (OnnxTensor) result.get("masks").orElseThrow();
        OnnxTensor ious = (OnnxTensor) result.get("iou_predictions").orElseThrow();
        int side = (int) masks.getInfo().getShape()[3];
        return DecoderAnswer.ofAll(
            prompts.prompts(), TOKENS, side, masks.getFloatBuffer(), ious.getFloatBuffer());
      }
    }
  }

  @Override
  public int firstToken(MaskAnswer answer, int tokens) {
    if (tokens != TOKENS) {
      throw new ModelException("Expected four masks for each prompt, found " + tokens);
    }
    return answer.firstToken();
  }
}
