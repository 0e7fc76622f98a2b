package org.maskfoundry.paint;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.MaskBox;
import org.maskfoundry.mask.RleMask;

/**
 * Draws masks over their image: each in a colour of its own, translucent inside and solid along its
 * edge. Larger masks are drawn first, so that a pixel shows the smallest mask it is in.
 */
public final class MaskOverlay {

  /** How much of a mask's inside is its colour, in percent; the rest is the image. */
  static final int FILL_PERCENT = 45;

  private static final int OPAQUE_PERCENT = 100;

  /** Edges are one pixel wide in images of up to this short side, and grow with it. */
  private static final int SHORT_SIDE_PER_EDGE_PIXEL = 600;

  private final RgbImage image;
  private final int edge;
  private final byte[] drawn;

  private final int fillPercent;

  private MaskOverlay(RgbImage image, int fillPercent) {
    this.image = image;
    this.fillPercent = fillPercent;
    this.edge = 1 + (Math.min(image.height(), image.width()) - 1) / SHORT_SIDE_PER_EDGE_PIXEL;
    this.drawn = image.pixels().clone();
  }

  /**
   * A copy of the image with masks drawn over it.
   *
   * @param masks masks of the image's size; the colour of each follows from its index
   * @throws IllegalArgumentException where a mask has another size than the image
   */
  public static RgbImage draw(RgbImage image, List<RleMask> masks) {
    return drawn(image, masks, FILL_PERCENT);
  }

  /** The same, with the inside of masks as solid as their edge. */
  static RgbImage fill(RgbImage image, List<RleMask> masks) {
    return drawn(image, masks, OPAQUE_PERCENT);
  }

  private static RgbImage drawn(RgbImage image, List<RleMask> masks, int fillPercent) {
    MaskOverlay overlay = new MaskOverlay(image, fillPercent);
    IntStream.range(0, masks.size())
        .boxed()
        .sorted(Comparator.comparing((Integer index) -> masks.get(index).area()).reversed())
        .forEach(index -> overlay.draw(masks.get(index), MaskColour.of(index)));
    return new RgbImage(image.height(), image.width(), overlay.drawn);
  }

  static void checkSize(RgbImage image, RleMask mask) {
    if (mask.height() != image.height() || mask.width() != image.width()) {
      throw new IllegalArgumentException(
          "Expected a mask of %d x %d (height x width), found %d x %d"
              .formatted(image.height(), image.width(), mask.height(), mask.width()));
    }
  }

  private void draw(RleMask mask, MaskColour colour) {
    checkSize(image, mask);
    if (mask.isEmpty()) {
      return;
    }
    MaskBox box = mask.box();
    int width = box.right() - box.left() + 1;
    int height = box.bottom() - box.top() + 1;
    byte[] inside = mask.crop(box.left(), box.top(), width, height).toBitmap();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (inside[y * width + x] != 0) {
          int percent = isEdge(inside, height, width, x, y) ? OPAQUE_PERCENT : fillPercent;
          blend(3 * ((box.top() + y) * image.width() + box.left() + x), colour, percent);
        }
      }
    }
  }

  /** Whether the mask ends within the width of an edge, straight in any of the four directions. */
  private boolean isEdge(byte[] inside, int height, int width, int x, int y) {
    if (x < edge || y < edge || x + edge >= width || y + edge >= height) {
      return true;
    }
    for (int distance = 1; distance <= edge; distance++) {
      int pixel = y * width + x;
      int rows = distance * width;
      if (inside[pixel - distance] == 0
          || inside[pixel + distance] == 0
          || inside[pixel - rows] == 0
          || inside[pixel + rows] == 0) {
        return true;
      }
    }
    return false;
  }

  private void blend(int pixel, MaskColour colour, int percent) {
    drawn[pixel] = mixed(image.pixels()[pixel], colour.red(), percent);
    drawn[pixel + 1] = mixed(image.pixels()[pixel + 1], colour.green(), percent);
    drawn[pixel + 2] = mixed(image.pixels()[pixel + 2], colour.blue(), percent);
  }

  private static byte mixed(byte below, int above, int percent) {
    return (byte) (((below & 0xff) * (100 - percent) + above * percent) / 100);
  }
}
