package org.maskfoundry.paint;

import org.maskfoundry.image.RgbColour;

/**
 * An 8-bit RGB colour of a mask.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
record MaskColour(int red, int green, int blue) {

  /** The golden angle as a share of the full turn: hues of any two near indices lie far apart. */
  private static final double GOLDEN_ANGLE = (3 - Math.sqrt(5)) / 2;

  private static final double SATURATION = 0.85;

  /** The colour of the mask at an index, from 0; the same in every picture. */
  static MaskColour of(int index) {
    RgbColour colour = RgbColour.ofHsv(index * GOLDEN_ANGLE % 1, SATURATION, 1);
    return new MaskColour(
        RgbColour.toEightBits(colour.red()),
        RgbColour.toEightBits(colour.green()),
        RgbColour.toEightBits(colour.blue()));
  }
}
