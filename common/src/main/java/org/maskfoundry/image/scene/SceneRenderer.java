package org.maskfoundry.image.scene;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.image.RgbColour;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;

/**
 * Renders scenes: 8 to 16 textured ellipses, rectangles, stars and blobs that hide parts of each
 * other, lit from one side, each throwing a shadow, over a patchy background. A scene follows from
 * its size and seed alone, on every machine.
 */
public final class SceneRenderer {

  /** Objects of which fewer pixels are to be seen do not count as objects. */
  public static final int MIN_VISIBLE_PIXELS = 150;

  private static final int BACKGROUND = -1;
  private static final double SHADOW = 0.35;
  private static final double SHADOW_OFFSET = 0.12;
  private static final double SHADOW_SOFTNESS = 4;
  private static final double GRAIN = 0.05;

  /** Places in a pixel that are looked at for its colour, so that edges are smooth. */
  private static final double[] SAMPLES = {0.25, 0.75};

  private final int height;
  private final int width;

  /** Renders pictures of a size. */
  public SceneRenderer(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /** The scene of a seed. */
  public Scene render(long seed) {
    SceneLayout layout = SceneLayout.of(height, width, seed);
    Noise grain = new Noise(seed);
    byte[] pixels = new byte[3 * height * width];
    byte[][] visible = new byte[layout.objects().size()][height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int pixel = y * width + x;
        int front = front(layout, x + 0.5, y + 0.5);
        if (front != BACKGROUND) {
          visible[front][pixel] = 1;
        }
        put(pixels, pixel, colour(layout, x, y).times(1 + GRAIN * (grain.grain(x, y) - 0.5)));
      }
    }
    List<RleMask> objects = new ArrayList<>();
    for (byte[] bitmap : visible) {
      RleMask mask = RleMask.ofBitmap(height, width, bitmap);
      if (mask.area() >= MIN_VISIBLE_PIXELS) {
        objects.add(mask);
      }
    }
    return new Scene(new RgbImage(height, width, pixels), objects);
  }

  /** The index of the object that is seen at a place. */
  private static int front(SceneLayout layout, double x, double y) {
    int index = layout.objects().size() - 1;
    while (index != BACKGROUND && layout.objects().get(index).depth(x, y) < 0) {
      index--;
    }
    return index;
  }

  private static RgbColour colour(SceneLayout layout, int x, int y) {
    RgbColour mean = new RgbColour(0, 0, 0);
    int seen = 0;
    for (double down : SAMPLES) {
      for (double right : SAMPLES) {
        seen++;
        mean = mean.mixedWith(sample(layout, x + right, y + down), 1.0 / seen);
      }
    }
    return mean;
  }

  private static RgbColour sample(SceneLayout layout, double x, double y) {
    RgbColour colour = layout.background().at(x, y);
    double right = StrictMath.cos(layout.light());
    double down = StrictMath.sin(layout.light());
    for (SceneObject object : layout.objects()) {
      if (object.depth(x, y) >= 0) {
        colour = object.colour(x, y, layout.light());
      } else {
        double away = SHADOW_OFFSET * object.size();
        double depth = object.depth(x + away * right, y + away * down);
        colour = colour.times(1 - SHADOW * Math.max(0, Math.min(1, SHADOW_SOFTNESS * depth)));
      }
    }
    return colour;
  }

  private static void put(byte[] pixels, int pixel, RgbColour colour) {
    pixels[3 * pixel] = (byte) RgbColour.toEightBits(colour.red());
    pixels[3 * pixel + 1] = (byte) RgbColour.toEightBits(colour.green());
    pixels[3 * pixel + 2] = (byte) RgbColour.toEightBits(colour.blue());
  }
}
