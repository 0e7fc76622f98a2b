package org.maskfoundry.bench;

/**
 * Numbers {@code [height, width]}, row-major, and their bilinear resize with half-pixel centres.
 */
final class FloatPlane {

  private final int height;
  private final int width;
  private final float[] values;

  FloatPlane(int height, int width, float[] values) {
    this.height = height;
    this.width = width;
    this.values = values;
  }

  float[] values() {
    return values;
  }

  /** The upper left part. */
  FloatPlane cut(int toHeight, int toWidth) {
    float[] part = new float[toHeight * toWidth];
    for (int y = 0; y < toHeight; y++) {
      System.arraycopy(values, y * width, part, y * toWidth, toWidth);
    }
    return new FloatPlane(toHeight, toWidth, part);
  }

  /** This plane at another size, without antialiasing. */
  FloatPlane resized(int toHeight, int toWidth) {
    float[] columns = positions(width, toWidth);
    float[] rows = positions(height, toHeight);
    float[] result = new float[toHeight * toWidth];
    for (int y = 0; y < toHeight; y++) {
      int upper = (int) rows[y];
      int lower = Math.min(upper + 1, height - 1);
      float lowerShare = rows[y] - upper;
      for (int x = 0; x < toWidth; x++) {
        int left = (int) columns[x];
        int right = Math.min(left + 1, width - 1);
        float rightShare = columns[x] - left;
        result[y * toWidth + x] =
            (1 - lowerShare) * between(upper * width, left, right, rightShare)
                + lowerShare * between(lower * width, left, right, rightShare);
      }
    }
    return new FloatPlane(toHeight, toWidth, result);
  }

  private float between(int row, int left, int right, float rightShare) {
    return (1 - rightShare) * values[row + left] + rightShare * values[row + right];
  }

  /** Where each of the new positions lies among the old ones. */
  private static float[] positions(int from, int to) {
    float[] positions = new float[to];
    float scale = (float) from / to;
    for (int position = 0; position < to; position++) {
      positions[position] = Math.min(from - 1, Math.max(0, scale * (position + .5f) - .5f));
    }
    return positions;
  }
}
