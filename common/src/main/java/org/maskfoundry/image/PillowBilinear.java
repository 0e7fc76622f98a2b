package org.maskfoundry.image;

import java.util.Arrays;

/**
 * Pillow's {@code BILINEAR} resize, bit by bit: a triangle filter that widens with the scale when
 * an image shrinks, with weights in fixed point, first along the rows and then along the columns.
 * The models were trained on images resized so; another resize changes their answers.
 */
public final class PillowBilinear {

  private PillowBilinear() {}

  /** The image at another size; the image itself where that is its size. */
  public static RgbImage resize(RgbImage image, int height, int width) {
    RgbImage result = image;
    if (width != result.width()) {
      result = alongRows(result, new ResizeWeights(result.width(), width));
    }
    if (height != result.height()) {
      result = alongColumns(result, new ResizeWeights(result.height(), height));
    }
    return result;
  }

  private static RgbImage alongRows(RgbImage image, ResizeWeights weights) {
    int fromWidth = image.width();
    int toWidth = weights.length();
    byte[] from = image.pixels();
    byte[] to = new byte[3 * image.height() * toWidth];
    int target = 0;
    for (int y = 0; y < image.height(); y++) {
      int row = 3 * y * fromWidth;
      for (int x = 0; x < toWidth; x++) {
        int source = row + 3 * weights.first(x);
        int red = ResizeWeights.HALF;
        int green = ResizeWeights.HALF;
        int blue = ResizeWeights.HALF;
        for (int tap = weights.start(x); tap < weights.start(x + 1); tap++) {
          int weight = weights.weight(tap);
          red += weight * (from[source] & 0xff);
          green += weight * (from[source + 1] & 0xff);
          blue += weight * (from[source + 2] & 0xff);
          source += 3;
        }
        to[target++] = ResizeWeights.toByte(red);
        to[target++] = ResizeWeights.toByte(green);
        to[target++] = ResizeWeights.toByte(blue);
      }
    }
    return new RgbImage(image.height(), toWidth, to);
  }

  private static RgbImage alongColumns(RgbImage image, ResizeWeights weights) {
    int rowLength = 3 * image.width();
    byte[] from = image.pixels();
    byte[] to = new byte[weights.length() * rowLength];
    int[] sums = new int[rowLength];
    for (int y = 0; y < weights.length(); y++) {
      Arrays.fill(sums, ResizeWeights.HALF);
      int source = weights.first(y) * rowLength;
      for (int tap = weights.start(y); tap < weights.start(y + 1); tap++) {
        int weight = weights.weight(tap);
        for (int i = 0; i < rowLength; i++) {
          sums[i] += weight * (from[source + i] & 0xff);
        }
        source += rowLength;
      }
      for (int i = 0; i < rowLength; i++) {
        to[y * rowLength + i] = ResizeWeights.toByte(sums[i]);
      }
    }
    return new RgbImage(weights.length(), image.width(), to);
  }
}
