package org.maskfoundry.segment;

import java.util.Locale;

/** Why a candidate did not become a mask. */
public enum DropReason {
  /** The model's own estimate is not above {@code pred_iou_thresh}. */
  PREDICTED_IOU,
  /** The mask changes too much with its threshold. */
  STABILITY,
  /** No part of the mask holds its prompt's pixel ({@code connected_to_prompt}). */
  PROMPT_MISSED,
  /** The mask covers {@code whole_image_thresh} of the image or more. */
  WHOLE_IMAGE,
  /** The mask has fewer than {@code min_mask_area} or more than {@code max_mask_area} pixels. */
  MASK_AREA,
  /** The mask ends at the border of a crop that is not the border of the image. */
  CROP_EDGE,
  /** A better mask of the same crop has nearly the same box. */
  DUPLICATE_IN_CROP,
  /** A mask of a smaller crop has nearly the same box. */
  DUPLICATE_ACROSS_CROPS,
  /** All parts of the mask are smaller than {@code min_mask_region_area}. */
  SMALL_REGION,
  /** After small regions were mended, another mask has nearly the same box. */
  DUPLICATE_AFTER_CLEANING,
  /** There are {@code max_masks} masks with a higher predicted IoU. */
  MAX_MASKS;

  /** The reason's name in tables and files, in snake_case. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
