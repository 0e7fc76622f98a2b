package org.maskfoundry.prompt;

/**
 * One point of a prompt.
 *
 * @param x column in pixels, may be fractional
 * @param y row in pixels, may be fractional
 * @param label {@link #FOREGROUND} or {@link #BACKGROUND}
 */
public record PointPrompt(double x, double y, int label) {

  /** Label of a point that lies on the object. */
  public static final int FOREGROUND = 1;

  /** Label of a point that does not lie on the object. */
  public static final int BACKGROUND = 0;

  /**
   * Checks the label and the coordinates.
   *
   * @throws IllegalArgumentException for another label, or a coordinate that is not finite
   */
  public PointPrompt {
    if (label != FOREGROUND && label != BACKGROUND) {
      throw new IllegalArgumentException(
          "A point's label is 1 (foreground) or 0 (background), found " + label);
    }
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("A point's coordinates are finite, found " + x + "," + y);
    }
  }

  /** A point on the object. */
  public static PointPrompt foreground(double x, double y) {
    return new PointPrompt(x, y, FOREGROUND);
  }

  /** A point beside the object. */
  public static PointPrompt background(double x, double y) {
    return new PointPrompt(x, y, BACKGROUND);
  }
}
