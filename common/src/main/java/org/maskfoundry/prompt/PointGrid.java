package org.maskfoundry.prompt;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.config.GridPoint;

/**
 * Points spread over an image, as shares of its width and height in [0, 1], in the order they are
 * asked.
 *
 * @param points the points
 */
public record PointGrid(List<GridPoint> points) {

  /** Copies the points. */
  public PointGrid {
    points = List.copyOf(points);
  }

  /** A square grid, row-major with x fastest, the outer points half a step from the border. */
  public static PointGrid square(int pointsPerSide) {
    List<GridPoint> points = new ArrayList<>(pointsPerSide * pointsPerSide);
    for (int row = 0; row < pointsPerSide; row++) {
      for (int column = 0; column < pointsPerSide; column++) {
        points.add(
            new GridPoint(coordinate(column, pointsPerSide), coordinate(row, pointsPerSide)));
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
