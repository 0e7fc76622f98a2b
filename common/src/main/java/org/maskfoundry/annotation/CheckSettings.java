package org.maskfoundry.annotation;

import java.io.Serializable;
import java.util.List;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * How strict annotations are checked.
 *
 * @param minMaskArea masks of fewer pixels are dropped; 0 drops none
 * @param speckArea masks of fewer pixels are kept and noted as specks
 * @param duplicateIou of two masks of an image with a greater IoU the first is kept
 */
public record CheckSettings(int minMaskArea, int speckArea, double duplicateIou)
    implements Serializable {

  /** {@code min_mask_area}. */
  public static final Setting<Integer> MIN_MASK_AREA =
      Setting.of(
              "min_mask_area",
              SettingType.wholeNumber(0, Integer.MAX_VALUE),
              0,
              "Masks of fewer pixels are dropped; 0 drops none")
          .in("pixels");

  /** {@code speck_area}. */
  public static final Setting<Integer> SPECK_AREA =
      Setting.of(
              "speck_area",
              SettingType.wholeNumber(0, Integer.MAX_VALUE),
              16,
              "Masks of fewer pixels are kept and noted as specks")
          .in("pixels");

  /** {@code duplicate_iou}. */
  public static final Setting<Double> DUPLICATE_IOU =
      Setting.of(
          "duplicate_iou",
          SettingType.share(),
          0.95,
          "Of two masks of an image with a greater IoU only the first is kept; 1 keeps both");

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(MIN_MASK_AREA, SPECK_AREA, DUPLICATE_IOU);
  }

  /** The values a command runs with. */
  public static CheckSettings from(Settings settings) {
    return new CheckSettings(
        settings.get(MIN_MASK_AREA), settings.get(SPECK_AREA), settings.get(DUPLICATE_IOU));
  }
}
