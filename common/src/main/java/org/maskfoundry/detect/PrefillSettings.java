package org.maskfoundry.detect;

import java.util.List;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;
import org.maskfoundry.segment.GeneratorOptions;

/**
 * Which masks of detected boxes are certain.
 *
 * @param predIouThresh a mask stays where the model's own estimate is greater
 * @param stabilityScoreThresh a mask stays where its stability is at least this
 * @param stabilityScoreOffset how far above and below the threshold stability is taken, in logits
 * @param maskNmsThresh of two masks of a greater IoU the one of lower predicted IoU goes
 * @param containmentThresh a mask goes where a greater share of it lies in one of higher predicted
 *     IoU
 */
public record PrefillSettings(
    double predIouThresh,
    double stabilityScoreThresh,
    double stabilityScoreOffset,
    double maskNmsThresh,
    double containmentThresh) {

  /** {@code mask_nms_thresh}. */
  public static final Setting<Double> MASK_NMS_THRESH =
      Setting.of(
          "mask_nms_thresh",
          SettingType.decimal(),
          0.7,
          "Of two masks with a greater IoU the one of lower predicted IoU goes");

  /** {@code containment_thresh}. */
  public static final Setting<Double> CONTAINMENT_THRESH =
      Setting.of(
          "containment_thresh",
          SettingType.decimal(),
          0.95,
          "A mask goes where a greater share of it lies in one of higher predicted IoU; 1 keeps"
              + " all");

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(
        GeneratorOptions.PRED_IOU_THRESH,
        GeneratorOptions.STABILITY_SCORE_THRESH,
        GeneratorOptions.STABILITY_SCORE_OFFSET,
        MASK_NMS_THRESH,
        CONTAINMENT_THRESH);
  }

  /** The values a command runs with. */
  public static PrefillSettings from(Settings settings) {
    return new PrefillSettings(
        settings.get(GeneratorOptions.PRED_IOU_THRESH),
        settings.get(GeneratorOptions.STABILITY_SCORE_THRESH),
        settings.get(GeneratorOptions.STABILITY_SCORE_OFFSET),
        settings.get(MASK_NMS_THRESH),
        settings.get(CONTAINMENT_THRESH));
  }
}
