package org.maskfoundry.config;

/**
 * A point of a grid that is stated for every image at once.
 *
 * @param x share of the width, 0 to 1
 * @param y share of the height, 0 to 1
 */
public record GridPoint(double x, double y) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException where a coordinate is outside 0 to 1
   */
  public GridPoint {
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      throw new IllegalArgumentException(
          "A grid's point lies between 0,0 and 1,1, found " + x + "," + y);
    }
  }
}
