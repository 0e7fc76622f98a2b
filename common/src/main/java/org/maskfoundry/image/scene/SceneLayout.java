package org.maskfoundry.image.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.maskfoundry.image.RgbColour;

/**
 * What stands where in a scene.
 *
 * @param background the surface behind everything
 * @param objects from the back to the front
 * @param light the direction the light comes from, in radians
 */
record SceneLayout(Texture background, List<SceneObject> objects, double light) {

  private static final int FEWEST = 8;
  private static final int MOST = 16;
  private static final double SMALLEST = 0.06;
  private static final double LARGEST = 0.24;

  /** The golden angle as a share of the full turn: colours next to each other differ. */
  private static final double GOLDEN_ANGLE = (3 - Math.sqrt(5)) / 2;

  /** The layout of a seed; sizes follow the image's short side. */
  static SceneLayout of(int height, int width, long seed) {
    Random random = new Random(seed);
    double hue = random.nextDouble();
    RgbColour ground =
        RgbColour.ofHsv(hue, 0.1 + 0.25 * random.nextDouble(), 0.35 + 0.5 * random.nextDouble());
    double patches = Math.min(height, width) / 5.0;
    Texture background = Texture.clouds(ground, ground.times(0.8), patches, random.nextLong());
    int count = FEWEST + random.nextInt(MOST - FEWEST + 1);
    List<SceneObject> objects = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      // Larger ones stand behind smaller ones: few would be seen otherwise.
      double smallness = (index + random.nextDouble()) / count;
      double share = LARGEST - (LARGEST - SMALLEST) * smallness;
      RgbColour colour =
          RgbColour.ofHsv(
              (hue + (index + 1) * GOLDEN_ANGLE) % 1,
              0.5 + 0.45 * random.nextDouble(),
              0.45 + 0.5 * random.nextDouble());
      objects.add(
          new SceneObject(
              Outline.any(random),
              Texture.any(colour, random),
              width * random.nextDouble(),
              height * random.nextDouble(),
              share * Math.min(height, width),
              2 * Math.PI * random.nextDouble()));
    }
    return new SceneLayout(background, List.copyOf(objects), 2 * Math.PI * random.nextDouble());
  }
}
