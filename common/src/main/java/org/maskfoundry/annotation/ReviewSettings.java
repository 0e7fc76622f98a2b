package org.maskfoundry.annotation;

import java.io.Serializable;
import java.util.List;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * How masks that come back from annotators are compared with the prefilled ones.
 *
 * @param missing what it means where a prefilled mask does not come back
 * @param untouchedIou a mask that the tool calls untouched is taken for that where its IoU with the
 *     prefilled one is greater
 * @param editedIou a mask without our id is a changed prefilled one where their IoU is greater
 * @param coincidingIou a new mask is a prefilled one drawn again where their IoU is greater
 */
public record ReviewSettings(
    MissingPrefilled missing, double untouchedIou, double editedIou, double coincidingIou)
    implements Serializable {

  /** {@code missing_prefilled}. */
  public static final Setting<MissingPrefilled> MISSING_PREFILLED =
      Setting.of(
          "missing_prefilled",
          SettingType.choice(MissingPrefilled.class),
          MissingPrefilled.DELETED,
          "Semi-automatic phase: what it means where a prefilled mask does not come back; kept"
              + " where annotators saw painted images without the masks in their tool");

  /** {@code untouched_iou}. */
  public static final Setting<Double> UNTOUCHED_IOU =
      Setting.of(
          "untouched_iou",
          SettingType.share(),
          0.98,
          "Semi-automatic phase: a prefilled mask that the tool calls untouched is, where its IoU"
              + " with what was sent is greater; else it was moved");

  /** {@code edited_iou}. */
  public static final Setting<Double> EDITED_IOU =
      Setting.of(
          "edited_iou",
          SettingType.share(),
          0.5,
          "Semi-automatic phase, tools that lose ids: a mask is a changed prefilled one where"
              + " their IoU is greater");

  /** {@code prefilled_duplicate_iou}. */
  public static final Setting<Double> COINCIDING_IOU =
      Setting.of(
          "prefilled_duplicate_iou",
          SettingType.share(),
          0.9,
          "Semi-automatic phase: a new mask is not added where its IoU with a prefilled one that"
              + " stays is greater");

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(MISSING_PREFILLED, UNTOUCHED_IOU, EDITED_IOU, COINCIDING_IOU);
  }

  /** The values a command runs with. */
  public static ReviewSettings from(Settings settings) {
    return new ReviewSettings(
        settings.get(MISSING_PREFILLED),
        settings.get(UNTOUCHED_IOU),
        settings.get(EDITED_IOU),
        settings.get(COINCIDING_IOU));
  }
}
