package org.maskfoundry.segment;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.maskfoundry.prompt.PointGrid;

/**
 * What the automatic generator does, by the public generator's names.
 *
 * @param pointGrids the points asked in each crop, one grid for each layer
 * @param pointsPerBatch prompts decoded at once, at most
 * @param predIouThresh a candidate stays where its predicted IoU is greater
 * @param stabilityScoreThresh a candidate stays where its stability is at least this
 * @param stabilityScoreOffset how far the logit threshold is moved up and down for the stability
 * @param boxNmsThresh box IoU above which the worse of two masks of a crop goes
 * @param cropNLayers layers of crops beyond the image itself; layer i has 4^i
 * @param cropNmsThresh box IoU above which the mask of the larger crop goes
 * @param cropOverlapRatio overlap of the first layer's crops, as a share of the image's short side
 * @param minMaskRegionArea holes and islands of fewer pixels are mended; 0 mends none
 * @param keepLargestRegion whether the largest island stays where all are small; otherwise the mask
 *     goes
 * @param wholeImageThresh share of the image from which a mask counts as the whole image and goes
 * @param minMaskArea fewest pixels of a mask
 * @param maxMaskArea most pixels of a mask
 * @param maxMasks most masks of an image, by predicted IoU
 * @param connectedToPrompt whether a mask keeps only the part that holds its point
 */
public record GeneratorSettings(
    List<PointGrid> pointGrids,
    int pointsPerBatch,
    double predIouThresh,
    double stabilityScoreThresh,
    double stabilityScoreOffset,
    double boxNmsThresh,
    int cropNLayers,
    double cropNmsThresh,
    double cropOverlapRatio,
    int minMaskRegionArea,
    boolean keepLargestRegion,
    OptionalDouble wholeImageThresh,
    OptionalInt minMaskArea,
    OptionalInt maxMaskArea,
    OptionalInt maxMasks,
    boolean connectedToPrompt) {

  /**
   * Copies the grids.
   *
   * @throws IllegalArgumentException where there is not one grid for each layer
   */
  public GeneratorSettings {
    pointGrids = List.copyOf(pointGrids);
    if (pointGrids.size() != cropNLayers + 1) {
      throw new IllegalArgumentException(
          "Expected a grid of points for each of %d layers, found %d"
              .formatted(cropNLayers + 1, pointGrids.size()));
    }
  }

  /** The points asked in the crops of a layer. */
  PointGrid grid(int layer) {
    return pointGrids.get(layer);
  }

  /** Whether a mask of that many pixels may stay. */
  boolean allowsArea(int area) {
    return area >= minMaskArea.orElse(0) && area <= maxMaskArea.orElse(Integer.MAX_VALUE);
  }
}
