package org.maskfoundry.prompt;

/**
 * A box given to the model, by its corners in pixels; corners may be fractional.
 *
 * @param left x of the first corner
 * @param top y of the first corner
 * @param right x of the second corner
 * @param bottom y of the second corner
 */
public record BoxPrompt(double left, double top, double right, double bottom) {

  /**
   * Checks the corners.
   *
   * @throws IllegalArgumentException where a coordinate is not finite or the corners are not in
   *     order
   */
  public BoxPrompt {
    if (!Double.isFinite(left)
        || !Double.isFinite(top)
        || !Double.isFinite(right)
        || !Double.isFinite(bottom)) {
      throw new IllegalArgumentException("A box's corners are finite numbers");
    }
    if (right < left || bottom < top) {
      throw new IllegalArgumentException(
          "A box is X0,Y0,X1,Y1 with X0 <= X1 and Y0 <= Y1, found %s,%s,%s,%s"
              .formatted(left, top, right, bottom));
    }
  }
}
