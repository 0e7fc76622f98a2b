package org.maskfoundry.bench;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.maskfoundry.mask.PolygonRasterizer;
import org.maskfoundry.mask.RleMask;

/**
 * A smooth shape around a centre, whose radius swings with the angle: the border that an ordinary
 * object has.
 *
 * @param centerX column of the centre
 * @param centerY row of the centre
 * @param radius the mean radius in pixels
 * @param swings how the radius differs from it
 */
public record Blob(double centerX, double centerY, double radius, List<Swing> swings) {

  private static final int CORNERS = 720;
  private static final int SWINGS = 9;

  /**
   * One wave of the radius along the border.
   *
   * @param periods whole waves on the way round
   * @param share height of the wave as a share of the radius
   * @param phase where it begins, in radians
   */
  public record Swing(int periods, double share, double phase) {

    double at(double angle) {
      return share * Math.cos(periods * angle + phase);
    }
  }

  /** A blob of its own centre and shape whose middle parts cover the middle of the image. */
  public static Blob random(RandomGenerator random, int height, int width) {
    double shorter = Math.min(height, width);
    List<Swing> swings =
        IntStream.rangeClosed(2, SWINGS + 1)
            .mapToObj(
                periods ->
                    new Swing(
                        periods, random.nextDouble(0.25) / periods, random.nextDouble(2 * Math.PI)))
            .toList();
    return new Blob(
        width * random.nextDouble(0.4, 0.6),
        height * random.nextDouble(0.4, 0.6),
        shorter * random.nextDouble(0.3, 0.45),
        swings);
  }

  /** The border as the ring of a polygon, x0, y0, x1, y1 and so on. */
  public double[] ring() {
    double[] ring = new double[2 * CORNERS];
    for (int corner = 0; corner < CORNERS; corner++) {
      double angle = 2 * Math.PI * corner / CORNERS;
      ring[2 * corner] = centerX + radiusAt(angle) * Math.cos(angle);
      ring[2 * corner + 1] = centerY + radiusAt(angle) * Math.sin(angle);
    }
    return ring;
  }

  /** The pixels of the blob in an image of that size. */
  public RleMask mask(int height, int width) {
    return PolygonRasterizer.rasterize(height, width, List.of(ring()));
  }

  /** How far a point lies inside the border, measured towards the centre; negative outside. */
  public double depth(double x, double y) {
    double dx = x - centerX;
    double dy = y - centerY;
    return radiusAt(Math.atan2(dy, dx)) - Math.hypot(dx, dy);
  }

  private double radiusAt(double angle) {
    double swing = swings.stream().mapToDouble(wave -> wave.at(angle)).sum();
    return radius * (1 + swing);
  }
}
