package org.maskfoundry.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Polygons and boxes as masks by COCO's rule, pixel for pixel what pycocotools makes of them:
 * corners are rounded to fifths of a pixel, a ring is filled even-odd, and the rings of an object
 * are united (an inner ring is no hole). Coordinates are pixels from the image's upper left corner,
 * so the rectangle (0, 0)-(w, h) covers an image of w x h; what lies outside the image is cut off.
 */
public final class PolygonRasterizer {

  /** The largest coordinate, either side of zero, that COCO's arithmetic carries. */
  private static final double MAX_COORDINATE = 1e8;

  private PolygonRasterizer() {}

  /**
   * The mask of an object's rings.
   *
   * @param height rows of the image
   * @param width columns of the image
   * @param rings per ring the corners x0, y0, x1, y1, …, closed or not; a number left over at the
   *     end is ignored, as COCO does; a ring of less than three corners has no pixels
   * @throws IllegalArgumentException where a coordinate is not a number or beyond 1e8 pixels, or
   *     the image's size is impossible
   */
  public static RleMask rasterize(int height, int width, List<double[]> rings) {
    List<RleMask> masks = new ArrayList<>(rings.size());
    for (int ring = 0; ring < rings.size(); ring++) {
      masks.add(ring(height, width, ring, rings.get(ring)));
    }
    return RunAlgebra.union(height, width, masks);
  }

  /**
   * The mask of a box in COCO's form.
   *
   * @param x left edge
   * @param y upper edge
   * @param boxWidth width of the box in pixels
   * @param boxHeight height of the box in pixels
   * @throws IllegalArgumentException as for a polygon
   */
  public static RleMask rasterizeBox(
      int height, int width, double x, double y, double boxWidth, double boxHeight) {
    double right = x + boxWidth;
    double bottom = y + boxHeight;
    return ring(height, width, 0, new double[] {x, y, x, bottom, right, bottom, right, y});
  }

  private static RleMask ring(int height, int width, int ring, double[] coordinates) {
    int pixels = RunValidation.pixels(height, width);
    int[] fifths = fifths(ring, coordinates);
    IntArrayBuilder crossings = new IntArrayBuilder();
    for (int i = 0; i < fifths.length; i += 2) {
      int next = i + 2 == fifths.length ? 0 : i + 2;
      PolygonEdge.between(fifths[i], fifths[i + 1], fifths[next], fifths[next + 1])
          .addCrossings(height, width, crossings);
    }
    crossings.add(pixels);
    int[] changes = crossings.toArray();
    Arrays.sort(changes);
    RunBuilder mask = new RunBuilder(height, width);
    for (int i = 0; i + 1 < changes.length; i += 2) {
      mask.add(changes[i], changes[i + 1]);
    }
    return mask.build();
  }

  private static int[] fifths(int ring, double[] coordinates) {
    int[] fifths = new int[coordinates.length / 2 * 2];
    for (int i = 0; i < fifths.length; i++) {
      if (!(Math.abs(coordinates[i]) <= MAX_COORDINATE)) {
        throw new IllegalArgumentException(
            "polygon ring %d: coordinate %d is %s, expected a number of pixels between -%s and %s"
                .formatted(ring, i, coordinates[i], MAX_COORDINATE, MAX_COORDINATE));
      }
      fifths[i] = (int) (PolygonEdge.SCALE * coordinates[i] + .5);
    }
    return fifths;
  }
}
