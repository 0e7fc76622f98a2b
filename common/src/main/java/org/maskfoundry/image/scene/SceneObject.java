package org.maskfoundry.image.scene;

import org.maskfoundry.image.RgbColour;

/**
 * A textured shape at its place in a scene, in pixels of the image.
 *
 * @param outline its shape
 * @param texture its surface
 * @param x column of its middle
 * @param y row of its middle
 * @param size pixels from its middle to its farthest point
 * @param turn how far it is turned, in radians
 */
record SceneObject(Outline outline, Texture texture, double x, double y, double size, double turn) {

  /** How much brighter the side towards the light is, and how much darker the other. */
  private static final double SHADING = 0.25;

  /** How deep inside the object a pixel is: 1 in the middle, 0 at the edge, below 0 outside. */
  double depth(double column, double row) {
    double right = (column - x) / size;
    double down = (row - y) / size;
    double distance = Math.sqrt(right * right + down * down);
    return distance > 1 ? -1 : 1 - distance / outline.radius(StrictMath.atan2(down, right) - turn);
  }

  /**
   * The colour of a pixel inside.
   *
   * @param light the direction the light comes from, in radians
   */
  RgbColour colour(double column, double row, double light) {
    double right = column - x;
    double down = row - y;
    double cosine = StrictMath.cos(turn);
    double sine = StrictMath.sin(turn);
    double towardsLight = (right * StrictMath.cos(light) + down * StrictMath.sin(light)) / size;
    return texture
        .at(cosine * right + sine * down, cosine * down - sine * right)
        .times(1 + SHADING * towardsLight);
  }
}
