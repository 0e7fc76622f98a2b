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
 * Our own decoders, in two graphs or in one: they take what the image's side gave or the embedding
 * itself, any number of prompts a call, and draw only the masks that are wanted.
 */
public final class SplitDecoderDialect implements DecoderDialect {

  private static final int MANY = 1024;
  private static final int TOKENS = 4;

  private static final DialectDescription DESCRIPTION =
      new DialectDescription(
          "split",
          Set.of("point_coords", "point_labels", "pred_iou_thresh", "wanted_tokens"),
          Set.of("masks", "kept", "iou_predictions"),
          MANY,
          Set.of(PromptKind.POINTS, PromptKind.BOX));

  @Override
  public DialectDescription description() {
    return DESCRIPTION;
  }

  @Override
  public DecoderAnswer decode(
      OrtSession decoder, Map<String, OnnxTensor> image, PromptBatch prompts, WantedMasks wanted)
      throws OrtException {
    float[] tokens = new float[TOKENS];
    for (int mask = 0; mask < wanted.answer().masksPerPrompt(); mask++) {
      tokens[wanted.answer().firstToken() + mask] = 1;
    }
    float[] threshold = {wanted.predIouThresh()};
    try (TensorSet inputs = new TensorSet()) {
      Map<String, OnnxTensor> asked = new HashMap<>(image);
      asked.put(
          "point_coords",
          inputs.floats(prompts.coordinates(), prompts.prompts(), prompts.points(), 2));
      asked.put(
          "point_labels", inputs.floats(prompts.labels(), prompts.prompts(), prompts.points()));
      asked.put("pred_iou_thresh", inputs.floats(FloatBuffer.wrap(threshold), 1));
      asked.put("wanted_tokens", inputs.floats(FloatBuffer.wrap(tokens), TOKENS));
      try (OrtSession.Result result = decoder.run(asked)) {
        OnnxTensor masks = (OnnxTensor) result.get("masks").orElseThrow();
        OnnxTensor kept = (OnnxTensor) result.get("kept").orElseThrow();
        OnnxTensor ious = (OnnxTensor) result.get("iou_predictions").orElseThrow();
        int side = (int) Math.sqrt((double) masks.getInfo().getShape()[1]);
        long[] places = new long[kept.getLongBuffer().remaining()];
        kept.getLongBuffer().get(places);
        return DecoderAnswer.ofSome(
            prompts.prompts(), TOKENS, side, places, masks.getFloatBuffer(), ious.getFloatBuffer());
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
