package org.maskfoundry.image.scene;

/** Smooth random values over the plane (value noise in two octaves), the same for the same seed. */
final class Noise {

  private final long seed;

  Noise(long seed) {
    this.seed = seed;
  }

  /** The value at a place, 0 to 1; it changes over a distance of about 1. */
  double at(double x, double y) {
    return (2 * octave(x, y) + octave(2 * x + 17, 2 * y + 31)) / 3;
  }

  /** Values at whole coordinates, 0 to 1, without any likeness between neighbours. */
  double grain(long x, long y) {
    long mixed = seed + 0x9e3779b97f4a7c15L * (x + 0x632be59bd9b4e019L * y);
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1p-53;
  }

  private double octave(double x, double y) {
    long left = (long) Math.floor(x);
    long top = (long) Math.floor(y);
    double right = eased(x - left);
    double bottom = eased(y - top);
    double above = between(grain(left, top), grain(left + 1, top), right);
    double below = between(grain(left, top + 1), grain(left + 1, top + 1), right);
    return between(above, below, bottom);
  }

  private static double eased(double share) {
    return share * share * (3 - 2 * share);
  }

  private static double between(double from, double to, double share) {
    return from + share * (to - from);
  }
}
