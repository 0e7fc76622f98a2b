package org.maskfoundry.report;

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
    double hue = index * GOLDEN_ANGLE % 1;
    return new MaskColour(channel(hue, 5), channel(hue, 3), channel(hue, 1));
  }

  /** A channel of the colour of full value in the HSV cone; 5, 3 and 1 are red, green and blue. */
  private static int channel(double hue, int offset) {
    double sector = (offset + 6 * hue) % 6;
    double share = Math.max(0, Math.min(1, Math.min(sector, 4 - sector)));
    return (int) Math.round(255 * (1 - SATURATION * share));
  }
}
