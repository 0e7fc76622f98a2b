package org.maskfoundry.dataset;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.segment.GeneratedMask;

/** What the automatic generator found, as annotations of a dataset. */
public final class AutomaticAnnotations {

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
    List<MaskAnnotation> annotations = new ArrayList<>(masks.size());
    for (int index = 0; index < masks.size(); index++) {
      GeneratedMask mask = masks.get(index);
      annotations.add(
          MaskAnnotation.automatic(
              ImageIdentity.annotationId(imageId, modelDigest, settingsDigest, index),
              mask.mask(),
              mask.predictedIou(),
              mask.stabilityScore(),
              mask.cropBox().stream().mapToInt(Integer::intValue).toArray(),
              List.of(mask.pointCoords().stream().mapToDouble(Double::doubleValue).toArray())));
    }
    return annotations;
  }
}
