package org.maskfoundry.image.scene;

import java.util.Random;

/** A shape around the origin, by its radius in each direction; no radius is above 1. */
@FunctionalInterface
interface Outline {

  /** The distance of the edge from the origin, above 0 and up to 1, at an angle in radians. */
  double radius(double angle);

  /** A shape of any kind. */
  static Outline any(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> ellipse(0.5 + 0.5 * random.nextDouble());
      case 1 -> rectangle(0.35 + 0.65 * random.nextDouble());
      case 2 -> star(4 + random.nextInt(4), 0.5 + 0.2 * random.nextDouble());
      default -> blob(random);
    };
  }

  /** An ellipse whose shorter axis is a ratio of the longer one. */
  static Outline ellipse(double ratio) {
    return angle -> ratio / StrictMath.hypot(ratio * StrictMath.cos(angle), StrictMath.sin(angle));
  }

  /** A rectangle whose shorter side is a ratio of the longer one; its corners have radius 1. */
  static Outline rectangle(double ratio) {
    double halfWidth = 1 / StrictMath.hypot(1, ratio);
    return angle ->
        Math.min(
            halfWidth / Math.abs(StrictMath.cos(angle)),
            ratio * halfWidth / Math.abs(StrictMath.sin(angle)));
  }

  /** A star whose notches have a radius of {@code inner}. */
  static Outline star(int points, double inner) {
    double half = Math.PI / points;
    return angle -> {
      double turns = angle / (2 * half);
      double fromTip = 2 * half * Math.abs(turns - Math.rint(turns));
      // The straight line from the tip to the notch, in polar coordinates.
      return inner
          * StrictMath.sin(half)
          / (inner * StrictMath.sin(half - fromTip) + StrictMath.sin(fromTip));
    };
  }

  /** A smooth, uneven shape. */
  static Outline blob(Random random) {
    double second = 2 * Math.PI * random.nextDouble();
    double third = 2 * Math.PI * random.nextDouble();
    double fifth = 2 * Math.PI * random.nextDouble();
    return angle ->
        0.7
            + 0.14 * StrictMath.cos(2 * angle + second)
            + 0.1 * StrictMath.cos(3 * angle + third)
            + 0.06 * StrictMath.cos(5 * angle + fifth);
  }
}
