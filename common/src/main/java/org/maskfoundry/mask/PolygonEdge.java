package org.maskfoundry.mask;

/**
 * An edge of a polygon on COCO's grid of fifths of a pixel. The rule draws it as a chain of grid
 * points, one for each step along its longer side, and a column of pixels is entered or left where
 * the chain goes over the middle of the column. Only those places are computed here, in the
 * floating point arithmetic of the rule, so an edge costs as much as the columns of the image that
 * it goes over, however fine or far outside it is.
 *
 * @param x start on the x axis in fifths of a pixel
 * @param y start on the y axis
 * @param steps length of the chain: the longer side
 * @param slope rise of the shorter side's coordinate per step
 * @param flat whether the longer side is the one along x
 */
record PolygonEdge(int x, int y, int steps, double slope, boolean flat) {

  /** Grid points per pixel. */
  static final int SCALE = 5;

  private static final int MIDDLE = SCALE / 2;

  /** The edge between two grid points, in the direction in which its longer side ascends. */
  static PolygonEdge between(int x0, int y0, int x1, int y1) {
    int dx = Math.abs(x1 - x0);
    int dy = Math.abs(y1 - y0);
    boolean flat = dx >= dy;
    if (flat ? x0 > x1 : y0 > y1) {
      return between(x1, y1, x0, y0);
    }
    return flat
        ? new PolygonEdge(x0, y0, dx, (double) (y1 - y0) / dx, true)
        : new PolygonEdge(x0, y0, dy, (double) (x1 - x0) / dy, false);
  }

  /**
   * Adds for each column whose middle the chain goes over the pixel where inside and outside
   * change.
   */
  void addCrossings(int height, int width, IntArrayBuilder crossings) {
    int first = Math.min(column(0), column(steps));
    int last = Math.max(column(0), column(steps));
    int from = Math.max(0, Math.floorDiv(first - MIDDLE + SCALE - 1, SCALE));
    int to = Math.min(width - 1, Math.floorDiv(last - 1 - MIDDLE, SCALE));
    for (int column = from; column <= to; column++) {
      int step = stepOver(SCALE * column + MIDDLE);
      double y = (Math.min(row(step), row(step + 1)) + .5) / SCALE - .5;
      crossings.add(column * height + (int) Math.ceil(Math.max(0, Math.min(height, y))));
    }
  }

  /** The step that goes from grid column {@code before} to the next one, or the other way. */
  private int stepOver(int before) {
    if (flat) {
      return before - x;
    }
    // Where the exact line goes over; rounding may put the chain's step beside it.
    int step = (int) Math.max(0, Math.min(steps - 1, (before + .5 - x) / slope));
    boolean ascends = slope > 0;
    while (step > 0 && (column(step) > before) == ascends) {
      step--;
    }
    while ((column(step + 1) > before) != ascends) {
      step++;
    }
    return step;
  }

  private int column(int step) {
    return flat ? x + step : (int) (x + slope * step + .5);
  }

  private int row(int step) {
    return flat ? (int) (y + slope * step + .5) : y + step;
  }
}
