package org.maskfoundry.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * Points spread over an image, as shares of its width and height in [0, 1], in the order they are
 * asked.
 *
 * @param points the points
 */
public record PointGrid(List<Point> points) {

  /**
   * One point of a grid.
   *
   * @param x share of the width
   * @param y share of the height
   */
  public record Point(double x, double y) {}

  /**
   * Copies the points.
   *
   * @throws IllegalArgumentException where a point lies outside [0, 1]
   */
  public PointGrid {
    points = List.copyOf(points);
    for (Point point : points) {
      if (!(point.x() >= 0 && point.x() <= 1 && point.y() >= 0 && point.y() <= 1)) {
        throw new IllegalArgumentException(
            "A grid's points are shares in [0, 1], found " + point.x() + "," + point.y());
      }
    }
  }

  /** A square grid, row-major with x fastest, the outer points half a step from the border. */
  public static PointGrid square(int pointsPerSide) {
    List<Point> points = new ArrayList<>(pointsPerSide * pointsPerSide);
    for (int row = 0; row < pointsPerSide; row++) {
      for (int column = 0; column < pointsPerSide; column++) {
        points.add(new Point(coordinate(column, pointsPerSide), coordinate(row, pointsPerSide)));
      }
    }
    return new PointGrid(points);
  }

  /** The grid in pixels of a window of that size, each point in the foreground. */
  public List<PointPrompt> scaledTo(int width, int height) {
    return points.stream()
        .map(point -> PointPrompt.foreground(point.x() * width, point.y() * height))
        .toList();
  }

  private static double coordinate(int index, int pointsPerSide) {
    return (2 * index + 1) / (2.0 * pointsPerSide);
  }
}
