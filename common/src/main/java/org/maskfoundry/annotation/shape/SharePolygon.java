package org.maskfoundry.annotation.shape;

import java.util.List;
import org.maskfoundry.annotation.MalformedAnnotationException;

/**
 * An object by its outlines in shares of the image's width and height, drawn like a {@link
 * PolygonShape} once the image's size is known.
 *
 * @param rings per ring x0, y0, x1, y1, …, from 0 to 1
 */
public record SharePolygon(List<double[]> rings) implements Shape {

  /** Copies the list. */
  public SharePolygon {
    rings = List.copyOf(rings);
  }

  @Override
  public DrawnMask draw(int height, int width) throws MalformedAnnotationException {
    double[][] pixels = new double[rings.size()][];
    for (int ring = 0; ring < pixels.length; ring++) {
      pixels[ring] = rings.get(ring).clone();
      for (int i = 0; i < pixels[ring].length; i++) {
        pixels[ring][i] *= i % 2 == 0 ? width : height;
      }
    }
    return PolygonShape.of(pixels).draw(height, width);
  }
}
