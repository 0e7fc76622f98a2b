package org.maskfoundry.paint;

import java.util.List;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * How masks are painted into images.
 *
 * @param style how they look
 * @param method how they are filled, for {@link PaintStyle#INPAINT} without a model
 * @param format of the files
 * @param jpegQuality 1 to 100
 */
public record PaintSettings(
    PaintStyle style, InpaintMethod method, PaintFormat format, int jpegQuality) {

  /** {@code paint_style}. */
  public static final Setting<PaintStyle> PAINT_STYLE =
      Setting.of(
          "paint_style",
          SettingType.choice(PaintStyle.class),
          PaintStyle.OVERLAY,
          "How masks are painted into a copy of their image");

  /** {@code inpaint_method}. */
  public static final Setting<InpaintMethod> INPAINT_METHOD =
      Setting.of(
          "inpaint_method",
          SettingType.choice(InpaintMethod.class),
          InpaintMethod.TELEA,
          "How masks are filled from their surroundings, where paint_style is inpaint and no model"
              + " is named");

  /** {@code paint_format}. */
  public static final Setting<PaintFormat> PAINT_FORMAT =
      Setting.of(
          "paint_format",
          SettingType.choice(PaintFormat.class),
          PaintFormat.AUTO,
          "The format of painted images; auto is JPEG for JPEG and PNG for all others. Only PNG"
              + " leaves every pixel outside the masks as it is");

  /** {@code jpeg_quality}. */
  public static final Setting<Integer> JPEG_QUALITY =
      Setting.of(
          "jpeg_quality",
          SettingType.wholeNumber(1, 100),
          95,
          "The quality of painted images in JPEG");

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(PAINT_STYLE, INPAINT_METHOD, PAINT_FORMAT, JPEG_QUALITY);
  }

  /** The values a command runs with. */
  public static PaintSettings from(Settings settings) {
    return new PaintSettings(
        settings.get(PAINT_STYLE),
        settings.get(INPAINT_METHOD),
        settings.get(PAINT_FORMAT),
        settings.get(JPEG_QUALITY));
  }
}
