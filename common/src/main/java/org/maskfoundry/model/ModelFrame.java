package org.maskfoundry.model;

/**
 * How an image lies in a model's square input: scaled so that the longest side fills it, at the top
 * left, the rest padded.
 *
 * @param imageHeight rows of the image as given
 * @param imageWidth columns of the image as given
 * @param resizedHeight rows after resizing, without padding
 * @param resizedWidth columns after resizing, without padding
 * @param modelSize side of the square input
 */
public record ModelFrame(
    int imageHeight, int imageWidth, int resizedHeight, int resizedWidth, int modelSize) {

  /** The frame of an image in a model whose input has the side {@code modelSize}. */
  public static ModelFrame of(int imageHeight, int imageWidth, int modelSize) {
    double scale = modelSize * 1.0 / Math.max(imageHeight, imageWidth);
    int height = (int) (imageHeight * scale + 0.5);
    int width = (int) (imageWidth * scale + 0.5);
    return new ModelFrame(
        imageHeight, imageWidth, Math.max(1, height), Math.max(1, width), modelSize);
  }

  /** What an x coordinate of the image is multiplied with. */
  public double scaleX() {
    return resizedWidth / (double) imageWidth;
  }

  /** What a y coordinate of the image is multiplied with. */
  public double scaleY() {
    return resizedHeight / (double) imageHeight;
  }
}
