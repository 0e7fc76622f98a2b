package org.maskfoundry.annotation;

import java.util.List;
import java.util.Map;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.Rejection;

/**
 * What stays of an image's annotations, and what became of the others.
 *
 * @param annotations masks with pixels, in the order drawn
 * @param rejections annotations without pixels or that cannot be read
 * @param dropped what was left out that is no mistake, by reason
 */
public record CheckedAnnotations(
    List<MaskAnnotation> annotations, List<Rejection> rejections, Map<String, Long> dropped) {

  /** Reason of what was dropped: another mask of the image is the same. */
  public static final String DUPLICATE = "duplicate";

  /** Reason of what was dropped: fewer pixels than the settings ask for. */
  public static final String MIN_MASK_AREA = "min_mask_area";

  /** Reason of what was dropped: a prefilled mask that the annotators removed. */
  public static final String DELETED = "deleted";

  /** Reason of what was dropped: a new mask that coincides with a prefilled one. */
  public static final String DUPLICATE_OF_PREFILLED = "duplicate_of_prefilled";

  /** The attribute of an edited mask that holds its IoU with the prefilled one. */
  public static final String PREFILLED_IOU = "prefilled_iou";

  /** The attribute that lists what was noted of a mask, parted by commas. */
  public static final String FINDINGS = "findings";

  /** Copies the collections. */
  public CheckedAnnotations {
    annotations = List.copyOf(annotations);
    rejections = List.copyOf(rejections);
    dropped = Map.copyOf(dropped);
  }
}
