package org.maskfoundry.image;

/**
 * A colour to compute with.
 *
 * @param red 0 (none) to 1 (full); beyond that while light is added or taken away
 * @param green likewise
 * @param blue likewise
 */
public record RgbColour(double red, double green, double blue) {

  /**
   * The colour at a place in the HSV cone.
   *
   * @param hue in turns: 0 and 1 are red, a third is green, two thirds are blue
   * @param saturation 0 (grey) to 1
   * @param value 0 (black) to 1
   */
  public static RgbColour ofHsv(double hue, double saturation, double value) {
    return new RgbColour(
        channel(hue, saturation, value, 5),
        channel(hue, saturation, value, 3),
        channel(hue, saturation, value, 1));
  }

  private static double channel(double hue, double saturation, double value, int offset) {
    double sector = (offset + 6 * hue) % 6;
    return value * (1 - saturation * Math.max(0, Math.min(1, Math.min(sector, 4 - sector))));
  }

  /** This colour under more or less light. */
  public RgbColour times(double light) {
    return new RgbColour(light * red, light * green, light * blue);
  }

  /** This colour with a share of another, 0 to 1, in place of as much of its own. */
  public RgbColour mixedWith(RgbColour other, double share) {
    return new RgbColour(
        red + share * (other.red - red),
        green + share * (other.green - green),
        blue + share * (other.blue - blue));
  }

  /** A channel's value as an 8-bit one, 0 to 255. */
  public static int toEightBits(double channel) {
    return (int) Math.round(255 * Math.max(0, Math.min(1, channel)));
  }
}
