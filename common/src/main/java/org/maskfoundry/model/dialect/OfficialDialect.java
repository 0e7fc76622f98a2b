package org.maskfoundry.model.dialect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.WantedMasks;
import org.maskfoundry.model.dialect.DialectDescription.PromptKind;

/**
 * The decoder as the segment-anything repository exports it (MobileSAM does the same): one prompt a
 * call, a mask as prompt always present, low-resolution logits beside the full-size masks, which
 * are not used. Four masks with token 0 first, or one where it was exported for single masks.
 */
public final class OfficialDialect implements DecoderDialect {

  private static final int ALL_TOKENS = 4;

  private static final DialectDescription DESCRIPTION =
      new DialectDescription(
          "official",
          Set.of(
              "image_embeddings",
              "point_coords",
              "point_labels",
              "mask_input",
              "has_mask_input",
              "orig_im_size"),
          Set.of("masks", "iou_predictions", "low_res_masks"),
          1,
          Set.of(PromptKind.POINTS, PromptKind.BOX, PromptKind.MASK));

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
    long[] embedded = embeddings.get("image_embeddings").getInfo().getShape();
    int side = (int) embedded[2] * 4;
    try (TensorSet inputs = new TensorSet()) {
      Map<String, OnnxTensor> asked = new HashMap<>(embeddings);
      asked.put("point_coords", inputs.floats(prompts.coordinates(), 1, prompts.points(), 2));
      asked.put("point_labels", inputs.floats(prompts.labels(), 1, prompts.points()));
      FloatBuffer mask = prompts.masks().orElseGet(() -> FloatBuffer.allocate(side * side));
      asked.put("mask_input", inputs.floats(mask, 1, 1, side, side));
      float given = prompts.masks().isPresent() ? 1 : 0;
      asked.put("has_mask_input", inputs.floats(FloatBuffer.wrap(new float[] {given}), 1));
      // The full-size masks are thrown away: the smallest size costs least.
      asked.put("orig_im_size", inputs.floats(FloatBuffer.wrap(new float[] {side, side}), 2));
      try (OrtSession.Result result =
          decoder.run(asked, Set.of("low_res_masks", "iou_predictions"))) {
        OnnxTensor masks = (OnnxTensor) result.get("low_res_masks").orElseThrow();
        OnnxTensor ious = (OnnxTensor) result.get("iou_predictions").orElseThrow();
        long[] shape = masks.getInfo().getShape();
        return DecoderAnswer.ofAll(
            1, (int) shape[1], (int) shape[3], masks.getFloatBuffer(), ious.getFloatBuffer());
      }
    }
  }

  @Override
  public int firstToken(MaskAnswer answer, int tokens) {
    if (tokens == ALL_TOKENS) {
      return answer.firstToken();
    }
    if (answer == MaskAnswer.SINGLE && tokens == 1) {
      return 0;
    }
    throw new ModelException(
        "The decoder gives %d mask(s) a prompt, three alternatives need four; export it again without the single-mask option"
            .formatted(tokens));
  }
}
