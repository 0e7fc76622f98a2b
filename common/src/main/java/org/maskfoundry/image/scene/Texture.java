package org.maskfoundry.image.scene;

import java.util.Random;
import org.maskfoundry.image.RgbColour;

/** The colours of a surface, by the distance in pixels from its middle. */
@FunctionalInterface
interface Texture {

  /** The colour at a place. */
  RgbColour at(double x, double y);

  /** A surface of any kind in tones of one colour. */
  static Texture any(RgbColour colour, Random random) {
    RgbColour tone = colour.times(0.55 + 0.2 * random.nextDouble());
    double period = 9 + 9 * random.nextDouble();
    return switch (random.nextInt(5)) {
      case 0 -> plain(colour);
      case 1 -> stripes(colour, tone, period);
      case 2 -> checks(colour, tone, period);
      case 3 -> dots(colour, tone, period);
      default -> clouds(colour, tone, 2 * period, random.nextLong());
    };
  }

  /** One colour all over. */
  static Texture plain(RgbColour colour) {
    return (x, y) -> colour;
  }

  /** Stripes along the rows, each half a period wide. */
  static Texture stripes(RgbColour colour, RgbColour tone, double period) {
    return (x, y) -> cell(y, period) % 2 == 0 ? colour : tone;
  }

  /** Squares of half a period. */
  static Texture checks(RgbColour colour, RgbColour tone, double period) {
    return (x, y) -> (cell(x, period) + cell(y, period)) % 2 == 0 ? colour : tone;
  }

  /** Dots in rows and columns. */
  static Texture dots(RgbColour colour, RgbColour tone, double period) {
    return (x, y) -> {
      double fromColumn = x / period - Math.rint(x / period);
      double fromRow = y / period - Math.rint(y / period);
      return fromColumn * fromColumn + fromRow * fromRow < 0.09 ? tone : colour;
    };
  }

  /** Soft patches of about a period. */
  static Texture clouds(RgbColour colour, RgbColour tone, double period, long seed) {
    Noise noise = new Noise(seed);
    return (x, y) -> colour.mixedWith(tone, noise.at(x / period, y / period));
  }

  private static long cell(double coordinate, double period) {
    return (long) Math.floor(2 * coordinate / period);
  }
}
