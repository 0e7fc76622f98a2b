package org.maskfoundry.jobs.phase;

import org.maskfoundry.prompt.PointGrid;
import org.maskfoundry.segment.GeneratorSettings;

/**
 * How often a model is asked about an image, at most.
 *
 * @param encodes how often it encodes the image or a crop
 * @param prompts how many prompts it answers
 */
public record ModelCalls(long encodes, long prompts) {

  /** The calls of the automatic generator. */
  public static ModelCalls of(GeneratorSettings settings) {
    long encodes = 0;
    long prompts = 0;
    long crops = 1;
    for (PointGrid grid : settings.pointGrids()) {
      encodes += grid.points().isEmpty() ? 0 : crops;
      prompts += grid.points().size() * crops;
      crops *= 4;
    }
    return new ModelCalls(encodes, prompts);
  }
}
