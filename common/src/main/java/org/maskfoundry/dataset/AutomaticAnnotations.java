package org.maskfoundry.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.detect.PrefilledMask;
import org.maskfoundry.segment.GeneratedMask;

/** What models found, as annotations of a dataset. */
public final class AutomaticAnnotations {

  /** The attribute that holds the box a mask was asked with, {@code left,top,right,bottom}. */
  public static final String DETECTION_BOX = "detection_box";

  private AutomaticAnnotations() {}

  /**
   * The masks of an image in the generator's order, each with its {@link ImageIdentity#annotationId
   * id}.
   *
   * @param modelDigest SHA-256 (hex) of the model that found them
   * @param settingsDigest SHA-256 (hex) of the settings it was asked with
   */
  public static List<MaskAnnotation> of(
      long imageId, String modelDigest, String settingsDigest, List<GeneratedMask> masks) {
    return of(
        index -> ImageIdentity.annotationId(imageId, modelDigest, settingsDigest, index), masks);
  }

  /**
   * The masks of an image in the generator's order.
   *
   * @param ids the id of the mask at an index
   */
  public static List<MaskAnnotation> of(IntToLongFunction ids, List<GeneratedMask> masks) {
    List<MaskAnnotation> annotations = new ArrayList<>(masks.size());
    for (int index = 0; index < masks.size(); index++) {
      GeneratedMask mask = masks.get(index);
      annotations.add(
          MaskAnnotation.automatic(
              ids.applyAsLong(index),
              mask.mask(),
              mask.predictedIou(),
              mask.stabilityScore(),
              mask.cropBox().stream().mapToInt(Integer::intValue).toArray(),
              List.of(mask.pointCoords().stream().mapToDouble(Double::doubleValue).toArray())));
    }
    return annotations;
  }

  /**
   * The masks of an image that were found by their boxes, with the detector's scores.
   *
   * @param ids the id of the mask at an index
   */
  public static List<MaskAnnotation> ofPrefilled(IntToLongFunction ids, List<PrefilledMask> masks) {
    List<MaskAnnotation> annotations = new ArrayList<>(masks.size());
    for (int index = 0; index < masks.size(); index++) {
      PrefilledMask mask = masks.get(index);
      annotations.add(
          new MaskAnnotation(
              ids.applyAsLong(index),
              mask.mask(),
              Optional.of(mask.predictedIou()),
              Optional.of(mask.stabilityScore()),
              Optional.empty(),
              List.of(),
              MaskSource.AUTOMATIC,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(mask.box().score()),
              Map.of(DETECTION_BOX, rendered(mask.box()))));
    }
    return annotations;
  }

  private static String rendered(DetectedBox box) {
    return box.left() + "," + box.top() + "," + box.right() + "," + box.bottom();
  }
}
