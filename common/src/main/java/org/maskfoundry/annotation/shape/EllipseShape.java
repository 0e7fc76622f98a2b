package org.maskfoundry.annotation.shape;

import java.util.Set;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.mask.RunBuilder;

/**
 * An ellipse, possibly turned about its centre. A pixel belongs to it where its centre lies inside.
 *
 * @param centreX the centre
 * @param centreY the centre
 * @param radiusX half the width before turning
 * @param radiusY half the height before turning
 * @param degrees clockwise
 */
public record EllipseShape(
    double centreX, double centreY, double radiusX, double radiusY, double degrees)
    implements Shape {

  @Override
  public DrawnMask draw(int height, int width) throws MalformedAnnotationException {
    if (!(radiusX > 0 && radiusY > 0) || !Double.isFinite(centreX + centreY + degrees)) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "the ellipse has centre (%s, %s), radii %s and %s, rotation %s: expected numbers and radii above 0"
              .formatted(centreX, centreY, radiusX, radiusY, degrees));
    }
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    double reachX = Math.hypot(radiusX * cosine, radiusY * sine);
    double reachY = Math.hypot(radiusX * sine, radiusY * cosine);
    Extent extent =
        new Extent(centreX - reachX, centreY - reachY, centreX + reachX, centreY + reachY);
    Set<Finding> findings = extent.findings(height, width);
    return DrawnMask.of(new Columns(sine, cosine).mask(extent, height, width), findings);
  }

  /** The ellipse column by column: in each a quadratic inequality in y. */
  private final class Columns {

    /** The analytic end of a chord is off by rounding, never by more rows than this. */
    private static final int ROUNDING_ROWS = 3;

    private final double sine;
    private final double cosine;

    Columns(double sine, double cosine) {
      this.sine = sine;
      this.cosine = cosine;
    }

    RleMask mask(Extent extent, int height, int width) {
      int first = (int) Math.max(0, Math.floor(extent.left()) - 1);
      int last = (int) Math.min(width - 1.0, Math.ceil(extent.right()) + 1);
      RunBuilder runs = new RunBuilder(height, width);
      for (int x = first; x <= last; x++) {
        int top = Math.max(0, edge(x, height, -1));
        int bottom = Math.min(height - 1, edge(x, height, 1));
        if (top <= bottom) {
          runs.add(x * height + top, x * height + bottom + 1);
        }
      }
      return runs.build();
    }

    /**
     * The column's last row inside towards a side, -1 up and 1 down; beyond the other end where
     * there is none.
     */
    private int edge(int x, int height, int side) {
      double across = x + 0.5 - centreX;
      double a = square(sine / radiusX) + square(cosine / radiusY);
      double b = across * sine * cosine * (1 / square(radiusX) - 1 / square(radiusY));
      double c = square(across) * (square(cosine / radiusX) + square(sine / radiusY)) - 1;
      double half = Math.sqrt(Math.max(0, b * b - a * c)) / a;
      double end = Math.floor(centreY - b / a + side * half);
      int row = (int) Math.max(-2.0, Math.min(height + 1.0, end)) + side;
      for (int step = 0; step < ROUNDING_ROWS && !contains(x, row); step++) {
        row -= side;
      }
      return contains(x, row) ? row : side < 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    }

    private boolean contains(int x, int y) {
      double across = x + 0.5 - centreX;
      double down = y + 0.5 - centreY;
      return square((across * cosine + down * sine) / radiusX)
              + square((down * cosine - across * sine) / radiusY)
          <= 1;
    }

    private static double square(double value) {
      return value * value;
    }
  }
}
