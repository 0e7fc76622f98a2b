package org.maskfoundry.prompt;

/**
 * A window of an image that is encoded as an image of its own, in pixels.
 *
 * @param left first column
 * @param top first row
 * @param width columns
 * @param height rows
 * @param layer 0 for the whole image, i for one of 4^i overlapping windows
 */
public record CropBox(int left, int top, int width, int height, int layer) {

  /** Pixels of the window. */
  public long area() {
    return (long) width * height;
  }
}
