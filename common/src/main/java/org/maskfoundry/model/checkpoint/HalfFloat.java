package org.maskfoundry.model.checkpoint;

/** 16-bit floats (IEEE 754 binary16), which Java 17 cannot convert by itself. */
public final class HalfFloat {

  private static final int FRACTION_BITS = 10;
  private static final int BIAS = 15;
  private static final float LARGEST = 65504f;

  private HalfFloat() {}

  /** The number of these bits. */
  public static float toFloat(short bits) {
    int exponent = (bits >> FRACTION_BITS) & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude;
    if (exponent == 0) {
      magnitude = Math.scalb((float) fraction, 1 - BIAS - FRACTION_BITS);
    } else if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Math.scalb(1 + fraction / 1024f, exponent - BIAS);
    }
    return bits < 0 ? -magnitude : magnitude;
  }

  /** The bits of the nearest number, ties to even; what is too large becomes infinite. */
  public static short toBits(float value) {
    int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= LARGEST + 16) {
      return (short) (sign | 0x7c00);
    }
    int exponent = Math.max(Math.getExponent(magnitude), 1 - BIAS);
    // In units of the last place; a carry into the exponent comes out right by itself.
    int units = (int) Math.rint(Math.scalb((double) magnitude, FRACTION_BITS - exponent));
    return (short) (sign | (units + ((exponent + BIAS - 1) << FRACTION_BITS)));
  }
}
