package org.maskfoundry.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.config.GridPoint;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.prompt.PointGrid;

/**
 * What the automatic generator does, by the public generator's names.
 *
 * @param pointGrids the points asked in each crop, one grid for each layer
 * @param pointsPerBatch prompts decoded at once, at most
 * @param predIouThresh a candidate stays where its predicted IoU is greater; 0 or less asks nothing
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
    Optional<Double> wholeImageThresh,
    Optional<Integer> minMaskArea,
    Optional<Integer> maxMaskArea,
    Optional<Integer> maxMasks,
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

  /** Every setting {@link #from} reads. */
  public static List<Setting<?>> all() {
    return GeneratorOptions.all();
  }

  /** What resolved settings say. */
  public static GeneratorSettings from(Settings settings) {
    return new GeneratorSettings(
        pointGrids(settings),
        settings.get(GeneratorOptions.POINTS_PER_BATCH),
        settings.get(GeneratorOptions.PRED_IOU_THRESH),
        settings.get(GeneratorOptions.STABILITY_SCORE_THRESH),
        settings.get(GeneratorOptions.STABILITY_SCORE_OFFSET),
        settings.get(GeneratorOptions.BOX_NMS_THRESH),
        settings.get(GeneratorOptions.CROP_N_LAYERS),
        settings.get(GeneratorOptions.CROP_NMS_THRESH),
        settings.get(GeneratorOptions.CROP_OVERLAP_RATIO),
        settings.get(GeneratorOptions.MIN_MASK_REGION_AREA),
        settings.get(GeneratorOptions.KEEP_LARGEST_REGION),
        settings.get(GeneratorOptions.WHOLE_IMAGE_THRESH),
        settings.get(GeneratorOptions.MIN_MASK_AREA),
        settings.get(GeneratorOptions.MAX_MASK_AREA),
        settings.get(GeneratorOptions.MAX_MASKS),
        settings.get(GeneratorOptions.CONNECTED_TO_PROMPT));
  }

  /**
   * The settings for a model: the product's defaults, the model's own over them, and over those
   * what is stated here.
   *
   * @param modelDefaults values by setting name, as a bundle holds them
   * @param overrides {@code key=value}
   * @throws org.maskfoundry.config.SettingsException with everything that is wrong with them
   */
  public static GeneratorSettings of(Map<String, ?> modelDefaults, String... overrides) {
    SettingsResolver resolver =
        SettingsResolver.of(all())
            .model("model.conf", modelDefaults)
            .check(GeneratorOptions::check);
    for (String override : overrides) {
      resolver = resolver.override(override);
    }
    return from(resolver.resolve());
  }

  /**
   * What a candidate's predicted IoU has to exceed: as in the public generator, a threshold of 0 or
   * less asks nothing.
   */
  float leastPredictedIou() {
    return predIouThresh > 0 ? (float) predIouThresh : Float.NEGATIVE_INFINITY;
  }

  /** The same with another threshold of predicted IoU. */
  public GeneratorSettings withPredIouThresh(double threshold) {
    return new GeneratorSettings(
        pointGrids,
        pointsPerBatch,
        threshold,
        stabilityScoreThresh,
        stabilityScoreOffset,
        boxNmsThresh,
        cropNLayers,
        cropNmsThresh,
        cropOverlapRatio,
        minMaskRegionArea,
        keepLargestRegion,
        wholeImageThresh,
        minMaskArea,
        maxMaskArea,
        maxMasks,
        connectedToPrompt);
  }

  private static List<PointGrid> pointGrids(Settings settings) {
    Optional<List<List<GridPoint>>> stated = settings.get(GeneratorOptions.POINT_GRIDS);
    if (stated.isPresent()) {
      return stated.get().stream().map(PointGrid::new).toList();
    }
    List<PointGrid> grids = new ArrayList<>();
    double pointsPerSide = settings.get(GeneratorOptions.POINTS_PER_SIDE);
    double factor = settings.get(GeneratorOptions.CROP_N_POINTS_DOWNSCALE_FACTOR);
    for (int layer = 0; layer <= settings.get(GeneratorOptions.CROP_N_LAYERS); layer++) {
      grids.add(PointGrid.square((int) (pointsPerSide / Math.pow(factor, layer))));
    }
    return grids;
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
