package org.maskfoundry.training;

import org.maskfoundry.detect.DetectedBox;

/** Boxes for tests. */
final class Boxes {

  private Boxes() {}

  static DetectedBox box(double left, double top, double right, double bottom) {
    return new DetectedBox(left, top, right, bottom, 1);
  }
}
