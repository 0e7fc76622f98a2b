package org.maskfoundry.bench;

/** How far two computations of the same numbers are from each other. */
final class FloatDifference {

  private FloatDifference() {}

  /** The largest difference of two numbers at the same place. */
  static double largest(float[] numbers, float[] others) {
    double largest = 0;
    for (int i = 0; i < numbers.length; i++) {
      largest = Math.max(largest, Math.abs(numbers[i] - others[i]));
    }
    return largest;
  }
}
