package org.maskfoundry.annotation.shape;

import java.util.List;
import java.util.Set;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.mask.PolygonRasterizer;
import org.maskfoundry.mask.RleMask;

/**
 * An object by its outlines, drawn by COCO's rule: even-odd inside a ring, rings united, then holes
 * taken out.
 *
 * @param rings per ring x0, y0, x1, y1, …
 * @param holes the same of what is cut out, which COCO has not and other formats have
 * @param finished whether the annotator closed it
 */
public record PolygonShape(List<double[]> rings, List<double[]> holes, boolean finished)
    implements Shape {

  private static final int CORNERS = 3;

  /** Copies the lists. */
  public PolygonShape {
    rings = List.copyOf(rings);
    holes = List.copyOf(holes);
  }

  /** A closed polygon without holes. */
  public static PolygonShape of(double[]... rings) {
    return new PolygonShape(List.of(rings), List.of(), true);
  }

  /**
   * A rectangle turned about a point.
   *
   * @param left the unturned rectangle's left edge
   * @param top its upper edge
   * @param width its width
   * @param height its height
   * @param degrees clockwise
   * @param pivotX the point it is turned about
   * @param pivotY the point it is turned about
   */
  public static PolygonShape rectangle(
      double left,
      double top,
      double width,
      double height,
      double degrees,
      double pivotX,
      double pivotY) {
    double[] corners = {
      left, top, left + width, top, left + width, top + height, left, top + height
    };
    if (degrees != 0) {
      double sine = Math.sin(Math.toRadians(degrees));
      double cosine = Math.cos(Math.toRadians(degrees));
      for (int i = 0; i < corners.length; i += 2) {
        double x = corners[i] - pivotX;
        double y = corners[i + 1] - pivotY;
        corners[i] = pivotX + x * cosine - y * sine;
        corners[i + 1] = pivotY + x * sine + y * cosine;
      }
    }
    return of(corners);
  }

  @Override
  public DrawnMask draw(int height, int width) throws MalformedAnnotationException {
    checkCorners();
    try {
      Set<Finding> findings = extent().findings(height, width);
      RleMask mask = PolygonRasterizer.rasterize(height, width, rings);
      if (!holes.isEmpty()) {
        mask = mask.difference(PolygonRasterizer.rasterize(height, width, holes));
      }
      if (rings.stream().anyMatch(SelfCrossing::isIn)) {
        findings.add(Finding.SELF_CROSSING);
      }
      if (!finished) {
        findings.add(Finding.UNFINISHED_POLYGON);
      }
      return DrawnMask.of(mask, findings);
    } catch (IllegalArgumentException unusable) {
      throw new MalformedAnnotationException(AnnotationProblem.MALFORMED, unusable.getMessage());
    }
  }

  private void checkCorners() throws MalformedAnnotationException {
    int most = rings.stream().mapToInt(ring -> ring.length / 2).max().orElse(0);
    if (most < CORNERS) {
      throw new MalformedAnnotationException(
          AnnotationProblem.UNFINISHED_POLYGON,
          "the polygon has %d corners, at least %d are needed; finish it or remove it"
              .formatted(most, CORNERS));
    }
  }

  private Extent extent() {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (double[] ring : rings) {
      for (int i = 0; i + 1 < ring.length; i += 2) {
        left = Math.min(left, ring[i]);
        right = Math.max(right, ring[i]);
        top = Math.min(top, ring[i + 1]);
        bottom = Math.max(bottom, ring[i + 1]);
      }
    }
    return new Extent(left, top, right, bottom);
  }
}
