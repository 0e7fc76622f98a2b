package org.maskfoundry.segment;

import java.util.List;
import java.util.Optional;
import org.maskfoundry.config.GridPoint;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsLayer;
import org.maskfoundry.config.SettingsProblem;

/**
 * What a user may set about the automatic generator, with the public generator's names and
 * defaults.
 */
public final class GeneratorOptions {

  /** Points along each side of the grid on the whole image. */
  public static final Setting<Integer> POINTS_PER_SIDE =
      Setting.of(
          "points_per_side",
          SettingType.wholeNumber(1, 1024),
          32,
          "A grid of n x n points is asked on the image");

  /** Explicit points instead of square grids. */
  public static final Setting<Optional<List<List<GridPoint>>>> POINT_GRIDS =
      Setting.of(
          "point_grids",
          SettingType.optional(SettingType.pointGrids()),
          Optional.empty(),
          "Points to ask instead of square grids, one list for each layer, as shares of the crop");

  /** Prompts decoded at once. */
  public static final Setting<Integer> POINTS_PER_BATCH =
      Setting.of(
              "points_per_batch",
              SettingType.wholeNumber(1, 4096),
              64,
              "Prompts decoded at once, at most; a device may take fewer")
          .withoutEffectOnResults();

  /** Least predicted IoU, exclusive. */
  public static final Setting<Double> PRED_IOU_THRESH =
      Setting.of(
          "pred_iou_thresh",
          SettingType.decimal(),
          0.88,
          "A mask stays where the model's own estimate is greater; 0 or less asks nothing");

  /** Least stability, inclusive. */
  public static final Setting<Double> STABILITY_SCORE_THRESH =
      Setting.of(
          "stability_score_thresh",
          SettingType.decimal(),
          0.95,
          "A mask stays where its stability is at least this");

  /** How far the cut is moved for the stability. */
  public static final Setting<Double> STABILITY_SCORE_OFFSET =
      Setting.of(
              "stability_score_offset",
              SettingType.decimal(0, 1000),
              1.0,
              "The stability is the IoU of the masks cut this far above and below the threshold")
          .in("logits");

  /** Overlap inside a crop. */
  public static final Setting<Double> BOX_NMS_THRESH =
      Setting.of(
          "box_nms_thresh",
          SettingType.decimal(),
          0.7,
          "Of two masks of a crop with a greater box IoU the one of lower predicted IoU goes");

  /** Layers of crops. */
  public static final Setting<Integer> CROP_N_LAYERS =
      Setting.of(
          "crop_n_layers",
          SettingType.wholeNumber(0, 4),
          0,
          "Layers of crops beyond the image itself; layer i has 4^i crops");

  /** Overlap across crops. */
  public static final Setting<Double> CROP_NMS_THRESH =
      Setting.of(
          "crop_nms_thresh",
          SettingType.decimal(),
          0.7,
          "Of two masks of different crops with a greater box IoU the larger crop's goes");

  /** Overlap of crops. */
  public static final Setting<Double> CROP_OVERLAP_RATIO =
      Setting.of(
          "crop_overlap_ratio",
          SettingType.share(),
          512 / 1500.0,
          "Overlap of the first layer's crops, as a share of the image's short side");

  /** Fewer points in smaller crops. */
  public static final Setting<Integer> CROP_N_POINTS_DOWNSCALE_FACTOR =
      Setting.of(
          "crop_n_points_downscale_factor",
          SettingType.wholeNumber(1, 64),
          1,
          "Layer i asks points_per_side / factor^i points along each side");

  /** Mending of holes and islands. */
  public static final Setting<Integer> MIN_MASK_REGION_AREA =
      Setting.of(
              "min_mask_region_area",
              SettingType.wholeNumber(0, Integer.MAX_VALUE),
              0,
              "Holes and islands of fewer pixels are mended; 0 mends none")
          .in("pixels");

  /** What becomes of masks made of small islands only. */
  public static final Setting<Boolean> KEEP_LARGEST_REGION =
      Setting.of(
          "keep_largest_region",
          SettingType.flag(),
          true,
          "Where all islands of a mask are small the largest stays; false drops the mask");

  /** Masks of the whole image. */
  public static final Setting<Optional<Double>> WHOLE_IMAGE_THRESH =
      Setting.of(
          "whole_image_thresh",
          SettingType.optional(SettingType.decimal()),
          Optional.empty(),
          "Masks that cover this share of the image or more are dropped");

  /** Smallest mask. */
  public static final Setting<Optional<Integer>> MIN_MASK_AREA =
      Setting.of(
              "min_mask_area",
              SettingType.optional(SettingType.wholeNumber(0, Integer.MAX_VALUE)),
              Optional.<Integer>empty(),
              "Masks of fewer pixels are dropped")
          .in("pixels");

  /** Largest mask. */
  public static final Setting<Optional<Integer>> MAX_MASK_AREA =
      Setting.of(
              "max_mask_area",
              SettingType.optional(SettingType.wholeNumber(0, Integer.MAX_VALUE)),
              Optional.<Integer>empty(),
              "Masks of more pixels are dropped")
          .in("pixels");

  /** Most masks. */
  public static final Setting<Optional<Integer>> MAX_MASKS =
      Setting.of(
              "max_masks",
              SettingType.optional(SettingType.wholeNumber(0, Integer.MAX_VALUE)),
              Optional.<Integer>empty(),
              "At most this many masks an image, those of the highest predicted IoU")
          .in("masks");

  /** Connection to the prompt. */
  public static final Setting<Boolean> CONNECTED_TO_PROMPT =
      Setting.of(
          "connected_to_prompt",
          SettingType.flag(),
          false,
          "A mask keeps only the part that holds its point; without one it is dropped");

  private GeneratorOptions() {}

  /** Every setting of the generator. */
  public static List<Setting<?>> all() {
    return List.of(
        POINTS_PER_SIDE,
        POINTS_PER_BATCH,
        PRED_IOU_THRESH,
        STABILITY_SCORE_THRESH,
        STABILITY_SCORE_OFFSET,
        BOX_NMS_THRESH,
        CROP_N_LAYERS,
        CROP_NMS_THRESH,
        CROP_OVERLAP_RATIO,
        CROP_N_POINTS_DOWNSCALE_FACTOR,
        POINT_GRIDS,
        MIN_MASK_REGION_AREA,
        KEEP_LARGEST_REGION,
        WHOLE_IMAGE_THRESH,
        MIN_MASK_AREA,
        MAX_MASK_AREA,
        MAX_MASKS,
        CONNECTED_TO_PROMPT);
  }

  /** That {@code point_grids} and {@code points_per_side} do not contradict each other. */
  public static List<SettingsProblem> check(Settings settings) {
    Optional<List<List<GridPoint>>> grids = settings.get(POINT_GRIDS);
    if (grids.isEmpty()) {
      return List.of();
    }
    int layers = settings.get(CROP_N_LAYERS) + 1;
    if (grids.get().size() != layers) {
      return List.of(
          new SettingsProblem(
              settings.origin(POINT_GRIDS),
              POINT_GRIDS.name(),
              grids.get().size() + " layers of points",
              layers + ", one for the image and one for each of crop_n_layers",
              "state a list of points for each layer"));
    }
    SettingsLayer squareLayer = settings.origin(POINTS_PER_SIDE).layer();
    boolean bothStated =
        squareLayer != SettingsLayer.PRODUCT
            && squareLayer.compareTo(settings.origin(POINT_GRIDS).layer()) >= 0;
    return bothStated
        ? List.of(
            new SettingsProblem(
                settings.origin(POINT_GRIDS),
                POINT_GRIDS.name(),
                "points_per_side in " + settings.origin(POINTS_PER_SIDE) + " as well",
                "one of the two",
                "remove one of them"))
        : List.of();
  }
}
