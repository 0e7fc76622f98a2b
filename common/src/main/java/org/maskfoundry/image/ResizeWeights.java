package org.maskfoundry.image;

import java.util.Arrays;

/**
 * The fixed-point weights of one axis of a resize: for each output position a stretch of inputs.
 */
final class ResizeWeights {

  private static final int FRACTION_BITS = 22;

  /** Half a unit of the result: sums start here, so that cutting the fraction rounds. */
  static final int HALF = 1 << (FRACTION_BITS - 1);

  private final int[] firsts;
  private final int[] starts;
  private int[] weights = new int[64];

  ResizeWeights(int fromLength, int toLength) {
    this.firsts = new int[toLength];
    this.starts = new int[toLength + 1];
    double scale = (double) fromLength / toLength;
    double support = Math.max(scale, 1);
    for (int position = 0; position < toLength; position++) {
      double centre = (position + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(fromLength, (int) (centre + support + 0.5));
      firsts[position] = first;
      addWeights(position, triangle(first, end, centre, support));
    }
  }

  private static double[] triangle(int first, int end, double centre, double support) {
    double[] triangle = new double[end - first];
    double sum = 0;
    for (int tap = 0; tap < triangle.length; tap++) {
      triangle[tap] = Math.max(0, 1 - Math.abs((first + tap - centre + 0.5) / support));
      sum += triangle[tap];
    }
    for (int tap = 0; tap < triangle.length; tap++) {
      triangle[tap] /= sum;
    }
    return triangle;
  }

  private void addWeights(int position, double[] shares) {
    int start = starts[position];
    int end = start + shares.length;
    if (end > weights.length) {
      weights = Arrays.copyOf(weights, Math.max(end, 2 * weights.length));
    }
    for (int tap = 0; tap < shares.length; tap++) {
      weights[start + tap] = (int) (shares[tap] * (1 << FRACTION_BITS) + 0.5);
    }
    starts[position + 1] = end;
  }

  /** Output positions. */
  int length() {
    return firsts.length;
  }

  /** The first input of a position's stretch. */
  int first(int position) {
    return firsts[position];
  }

  /** Where a position's weights start; the next position's start is their end. */
  int start(int position) {
    return starts[position];
  }

  int weight(int tap) {
    return weights[tap];
  }

  /** A sum as an 8-bit value. */
  static byte toByte(int sum) {
    return (byte) Math.max(0, Math.min(255, sum >> FRACTION_BITS));
  }
}
