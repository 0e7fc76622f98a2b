package org.maskfoundry.detect;

import java.util.List;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * Which boxes are kept, and what a graph does not say of itself.
 *
 * @param scoreThreshold boxes stay where their score is at least this
 * @param nmsThreshold of two boxes of a greater IoU the surer stays
 * @param maxBoxes so many of the surest stay
 * @param boxFormat how the graph states corners
 * @param resizing how images become the graph's size
 * @param colourOrder the order of its channels
 * @param pixelRange the range of its values
 * @param scoring how its logits become scores
 */
public record DetectorSettings(
    double scoreThreshold,
    double nmsThreshold,
    int maxBoxes,
    BoxFormat boxFormat,
    Resizing resizing,
    ColourOrder colourOrder,
    PixelRange pixelRange,
    Scoring scoring) {

  /** How a box's numbers are meant. */
  public enum BoxFormat {
    /** As the family has them. */
    AUTO,
    /** Two corners. */
    XYXY,
    /** Centre and sides. */
    CXCYWH
  }

  /** How an image becomes the size a graph wants. */
  public enum Resizing {
    /** As the family does it. */
    AUTO,
    /** Scaled evenly, centred, padded with grey 114. */
    LETTERBOX,
    /** Scaled to fit, uneven. */
    SQUASH,
    /** Not at all. */
    ORIGINAL
  }

  /** The order of channels. */
  public enum ColourOrder {
    /** Red first. */
    RGB,
    /** Blue first. */
    BGR
  }

  /** The range of pixel values. */
  public enum PixelRange {
    /** As the family has it. */
    AUTO,
    /** 0 to 1. */
    ONE,
    /** 0 to 255. */
    BYTE,
    /** Around 0, by ImageNet's means and deviations. */
    IMAGENET
  }

  /** How logits become scores. */
  public enum Scoring {
    /** Over all classes, the last of which is no object. */
    SOFTMAX,
    /** Each class for itself. */
    SIGMOID
  }

  /** {@code detection_score_thresh}. */
  public static final Setting<Double> SCORE_THRESHOLD =
      Setting.of(
          "detection_score_thresh",
          SettingType.decimal(),
          0.3,
          "A box stays where the detector's score is at least this");

  /** {@code detection_nms_thresh}. */
  public static final Setting<Double> NMS_THRESHOLD =
      Setting.of(
          "detection_nms_thresh",
          SettingType.decimal(),
          0.7,
          "Of two boxes with a greater IoU the surer stays, whatever their classes");

  /** {@code max_boxes}. */
  public static final Setting<Integer> MAX_BOXES =
      Setting.of(
              "max_boxes",
              SettingType.wholeNumber(1, 100_000),
              320,
              "So many boxes of an image stay, the surest")
          .in("boxes");

  /** {@code detector_box_format}. */
  public static final Setting<BoxFormat> BOX_FORMAT =
      Setting.of(
          "detector_box_format",
          SettingType.choice(BoxFormat.class),
          BoxFormat.AUTO,
          "How the detector states boxes, where it is not as its family does");

  /** {@code detector_resizing}. */
  public static final Setting<Resizing> RESIZING =
      Setting.of(
          "detector_resizing",
          SettingType.choice(Resizing.class),
          Resizing.AUTO,
          "How images become the detector's size, where it is not as its family does");

  /** {@code detector_colour_order}. */
  public static final Setting<ColourOrder> COLOUR_ORDER =
      Setting.of(
          "detector_colour_order",
          SettingType.choice(ColourOrder.class),
          ColourOrder.RGB,
          "The order of the detector's channels");

  /** {@code detector_pixel_range}. */
  public static final Setting<PixelRange> PIXEL_RANGE =
      Setting.of(
          "detector_pixel_range",
          SettingType.choice(PixelRange.class),
          PixelRange.AUTO,
          "The range of the detector's pixel values, where it is not as its family has it");

  /** {@code detector_scoring}. */
  public static final Setting<Scoring> SCORING =
      Setting.of(
          "detector_scoring",
          SettingType.choice(Scoring.class),
          Scoring.SOFTMAX,
          "How logits of a DETR become scores");

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(
        SCORE_THRESHOLD,
        NMS_THRESHOLD,
        MAX_BOXES,
        BOX_FORMAT,
        RESIZING,
        COLOUR_ORDER,
        PIXEL_RANGE,
        SCORING);
  }

  /** The values a command runs with. */
  public static DetectorSettings from(Settings settings) {
    return new DetectorSettings(
        settings.get(SCORE_THRESHOLD),
        settings.get(NMS_THRESHOLD),
        settings.get(MAX_BOXES),
        settings.get(BOX_FORMAT),
        settings.get(RESIZING),
        settings.get(COLOUR_ORDER),
        settings.get(PIXEL_RANGE),
        settings.get(SCORING));
  }
}
