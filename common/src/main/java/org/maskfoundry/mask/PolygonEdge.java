package org.maskfoundry.mask;

/**
 * An edge of a polygon on COCO's grid of fifths of a pixel. The rule draws it as a chain of grid
 * points, one for each step along its longer side, and a column of pixels is entered or left where
 * the chain goes over the middle of the column. Only those places are computed here, in the
 * floating point arithmetic of the rule, so an edge costs as much as the columns of the image that
 * it goes over, however fine or far outside it is.
 */
sealed interface PolygonEdge {

  /** Grid points per pixel. */
  int SCALE = 5;

  /** The grid column before the middle of a pixel. */
  int MIDDLE = SCALE / 2;

  /** The edge between two grid points, in the direction in which its longer side ascends. */
  static PolygonEdge between(int x0, int y0, int x1, int y1) {
    int dx = Math.abs(x1 - x0);
    int dy = Math.abs(y1 - y0);
    if (dx >= dy) {
      return x0 <= x1
          ? new Flat(x0, y0, dx, (double) (y1 - y0) / dx)
          : new Flat(x1, y1, dx, (double) (y0 - y1) / dx);
    }
    return y0 <= y1
        ? new Steep(x0, y0, dy, (double) (x1 - x0) / dy)
        : new Steep(x1, y1, dy, (double) (x0 - x1) / dy);
  }

  /** Length of the chain. */
  int steps();

  /** Grid column of the chain's point after so many steps. */
  int column(int step);

  /** Grid row of the chain's point after so many steps. */
  int row(int step);

  /** The step that goes from grid column {@code before} to the next one, or the other way. */
  int stepOver(int before);

  /**
   * Adds for each pixel column that the chain crosses the pixel where inside and outside change.
   */
  default void addCrossings(int height, int width, IntArrayBuilder crossings) {
    int first = Math.min(column(0), column(steps()));
    int last = Math.max(column(0), column(steps()));
    int from = Math.max(0, Math.floorDiv(first - MIDDLE + SCALE - 1, SCALE));
    int to = Math.min(width - 1, Math.floorDiv(last - 1 - MIDDLE, SCALE));
    for (int column = from; column <= to; column++) {
      int step = stepOver(SCALE * column + MIDDLE);
      double y = (Math.min(row(step), row(step + 1)) + .5) / SCALE - .5;
      crossings.add(column * height + (int) Math.ceil(Math.max(0, Math.min(height, y))));
    }
  }

  /**
   * An edge at least as wide as high: every step goes to the next grid column.
   *
   * @param x start on the x axis in fifths of a pixel
   * @param y start on the y axis
   * @param steps grid columns to go
   * @param slope rise per step
   */
  record Flat(int x, int y, int steps, double slope) implements PolygonEdge {

    @Override
    public int column(int step) {
      return x + step;
    }

    @Override
    public int row(int step) {
      return (int) (y + slope * step + .5);
    }

    @Override
    public int stepOver(int before) {
      return before - x;
    }
  }

  /**
   * An edge higher than wide: every step goes to the next grid row, some of them over a column.
   *
   * @param x start on the x axis in fifths of a pixel
   * @param y start on the y axis
   * @param steps grid rows to go
   * @param slope columns per step
   */
  record Steep(int x, int y, int steps, double slope) implements PolygonEdge {

    @Override
    public int column(int step) {
      return (int) (x + slope * step + .5);
    }

    @Override
    public int row(int step) {
      return y + step;
    }

    @Override
    public int stepOver(int before) {
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
  }
}
