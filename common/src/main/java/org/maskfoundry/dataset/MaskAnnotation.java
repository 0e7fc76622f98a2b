package org.maskfoundry.dataset;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.maskfoundry.mask.RleMask;

/**
 * One mask of an image with what is known about it. All coordinates are pixels of the image.
 *
 * @param id unique within the dataset
 * @param mask the pixels; area and boxes are computed from it
 * @param predictedIou the model's own estimate
 * @param stabilityScore IoU of the mask cut above and below the threshold
 * @param cropBox {@code [x, y, width, height]} of the crop it was found in
 * @param pointCoords the prompt's points, {@code [N][2]}
 * @param source who made it
 * @param annotator the person, where there was one
 * @param seconds the person's time
 * @param toolId the annotation tool's id of it
 * @param position order drawn, from 0
 * @param detectionScore the box detector's score
 * @param attributes a tool's label and the like
 */
public record MaskAnnotation(
    long id,
    RleMask mask,
    Optional<Double> predictedIou,
    Optional<Double> stabilityScore,
    Optional<int[]> cropBox,
    List<double[]> pointCoords,
    MaskSource source,
    Optional<String> annotator,
    Optional<Double> seconds,
    Optional<String> toolId,
    Optional<Integer> position,
    Optional<Double> detectionScore,
    Map<String, String> attributes) {

  /** Copies the collections; the map in the order of its keys. */
  public MaskAnnotation {
    pointCoords = List.copyOf(pointCoords);
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** A mask of which nothing is known but that a person drew it. */
  public static MaskAnnotation manual(long id, RleMask mask) {
    return new MaskAnnotation(
        id,
        mask,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        MaskSource.MANUAL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** A mask the model found from one point of a grid. */
  public static MaskAnnotation automatic(
      long id,
      RleMask mask,
      double predictedIou,
      double stabilityScore,
      int[] cropBox,
      List<double[]> pointCoords) {
    return new MaskAnnotation(
        id,
        mask,
        Optional.of(predictedIou),
        Optional.of(stabilityScore),
        Optional.of(cropBox),
        pointCoords,
        MaskSource.AUTOMATIC,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** The same mask with another time of the person. */
  public MaskAnnotation withSeconds(Optional<Double> time) {
    return new MaskAnnotation(
        id,
        mask,
        predictedIou,
        stabilityScore,
        cropBox,
        pointCoords,
        source,
        annotator,
        time,
        toolId,
        position,
        detectionScore,
        attributes);
  }
}
