package org.maskfoundry.prompt;

import java.util.List;
import java.util.Optional;

/**
 * One question to the model about one object: points, a box, a previous mask, or several of these.
 *
 * @param points points in the frame the prompt is stated for, in order
 * @param box a box in the same frame
 * @param mask low-resolution logits {@code [m, m]} of an earlier answer, row-major
 */
public record Prompt(List<PointPrompt> points, Optional<BoxPrompt> box, Optional<float[]> mask) {

  /**
   * Copies the points.
   *
   * @throws IllegalArgumentException where there is neither point, box nor mask
   */
  public Prompt {
    points = List.copyOf(points);
    if (points.isEmpty() && box.isEmpty() && mask.isEmpty()) {
      throw new IllegalArgumentException("A prompt needs at least one point, a box or a mask");
    }
  }

  /** A prompt of points alone. */
  public static Prompt ofPoints(PointPrompt... points) {
    return new Prompt(List.of(points), Optional.empty(), Optional.empty());
  }

  /** A prompt of one box alone. */
  public static Prompt ofBox(double left, double top, double right, double bottom) {
    return new Prompt(
        List.of(), Optional.of(new BoxPrompt(left, top, right, bottom)), Optional.empty());
  }

  /** This prompt with a previous answer's low-resolution logits {@code [m, m]} added. */
  public Prompt withMask(float[] logits) {
    return new Prompt(points, box, Optional.of(logits));
  }

  /** This prompt with its coordinates multiplied, as an image's resize moves them. */
  public Prompt scaled(double scaleX, double scaleY) {
    return new Prompt(
        points.stream()
            .map(point -> new PointPrompt(point.x() * scaleX, point.y() * scaleY, point.label()))
            .toList(),
        box.map(
            corners ->
                new BoxPrompt(
                    corners.left() * scaleX,
                    corners.top() * scaleY,
                    corners.right() * scaleX,
                    corners.bottom() * scaleY)),
        mask);
  }
}
