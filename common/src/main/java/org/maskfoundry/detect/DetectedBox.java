package org.maskfoundry.detect;

/**
 * A box around an object, in pixels of the image from its upper left corner.
 *
 * @param left left edge
 * @param top upper edge
 * @param right right edge
 * @param bottom lower edge
 * @param score the detector's, 0 to 1
 */
public record DetectedBox(double left, double top, double right, double bottom, double score) {

  double area() {
    return Math.max(0, right - left) * Math.max(0, bottom - top);
  }

  /** Intersection over union; 0 where both are empty. */
  double iou(DetectedBox other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    double shared = Math.max(0, width) * Math.max(0, height);
    double all = area() + other.area() - shared;
    return all > 0 ? shared / all : 0;
  }

  /** The part of the box that lies in an image. */
  DetectedBox clippedTo(int height, int width) {
    return new DetectedBox(
        Math.min(Math.max(0, left), width),
        Math.min(Math.max(0, top), height),
        Math.min(Math.max(0, right), width),
        Math.min(Math.max(0, bottom), height),
        score);
  }
}
