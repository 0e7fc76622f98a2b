package org.maskfoundry.annotation.shape;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Whether a ring crosses itself. Edges are compared in the order of their left ends, each with
 * those it overlaps in x; rings of more than {@value #MOST_CORNERS} corners are not looked at,
 * since they come from rasters and not from people.
 */
final class SelfCrossing {

  private static final int MOST_CORNERS = 4096;

  private SelfCrossing() {}

  static boolean isIn(double[] ring) {
    int corners = ring.length / 2;
    if (corners > MOST_CORNERS || corners < 4) {
      return false;
    }
    Integer[] edges = new Integer[corners];
    Arrays.setAll(edges, edge -> edge);
    Arrays.sort(edges, Comparator.comparingDouble(edge -> left(ring, edge)));
    for (int i = 0; i < corners; i++) {
      double right = right(ring, edges[i]);
      for (int j = i + 1; j < corners && left(ring, edges[j]) <= right; j++) {
        if (cross(ring, edges[i], edges[j])) {
          return true;
        }
      }
    }
    return false;
  }

  private static double left(double[] ring, int edge) {
    return Math.min(x(ring, edge), x(ring, edge + 1));
  }

  private static double right(double[] ring, int edge) {
    return Math.max(x(ring, edge), x(ring, edge + 1));
  }

  private static double x(double[] ring, int corner) {
    return ring[corner % (ring.length / 2) * 2];
  }

  private static double y(double[] ring, int corner) {
    return ring[corner % (ring.length / 2) * 2 + 1];
  }

  /** Whether each edge has the other's ends strictly on both of its sides. */
  private static boolean cross(double[] ring, int first, int second) {
    return side(ring, first, second) * side(ring, first, second + 1) < 0
        && side(ring, second, first) * side(ring, second, first + 1) < 0;
  }

  private static double side(double[] ring, int edge, int corner) {
    double fromX = x(ring, edge);
    double fromY = y(ring, edge);
    return Math.signum(
        (x(ring, edge + 1) - fromX) * (y(ring, corner) - fromY)
            - (y(ring, edge + 1) - fromY) * (x(ring, corner) - fromX));
  }
}
