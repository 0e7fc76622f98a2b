package org.maskfoundry.mask;

import java.util.Arrays;

/** The way between a mask and its bitmap, row-major with one byte a pixel. */
final class MaskBitmap {

  private MaskBitmap() {}

  static RleMask toMask(int height, int width, byte[] rowMajor) {
    requirePixels(height, width, rowMajor);
    return new BitmapReader(height, width, rowMajor).toMask();
  }

  static byte[] ofMask(RleMask mask) {
    byte[] rowMajor = new byte[mask.height() * mask.width()];
    if (!mask.isEmpty()) {
      MaskBox box = mask.box();
      drawRows(mask, rowMajor, box.left(), box.right() + 1, box.top(), box.bottom() + 1);
    }
    return rowMajor;
  }

  static void draw(RleMask mask, byte[] rowMajor) {
    requirePixels(mask.height(), mask.width(), rowMajor);
    if (rowMajor.length > 0) {
      Arrays.fill(rowMajor, 0, mask.width(), (byte) 0);
      drawRows(mask, rowMajor, 0, mask.width(), 0, mask.height());
    }
  }

  /** Draws a part that holds the whole mask; the part's first row is zero before. */
  private static void drawRows(
      RleMask mask, byte[] rowMajor, int left, int right, int top, int bottom) {
    int width = mask.width();
    int[] changes = changesByRow(mask, bottom);
    int next = 0;
    // A row is the one above it but for the few pixels at which their columns change.
    for (int y = top; y < bottom; y++) {
      int row = y * width;
      if (y > top) {
        int start = row + left;
        System.arraycopy(rowMajor, start - width, rowMajor, start, right - left);
      }
      for (; next < changes.length && changes[next] < row + width; next++) {
        rowMajor[changes[next]] ^= 1;
      }
    }
  }

  /**
   * The row-major pixels above row {@code bottom} in which a column goes in or out on its way down,
   * row by row.
   */
  private static int[] changesByRow(RleMask mask, int bottom) {
    int width = mask.width();
    // A change for each run's begin and end, a few more where one goes on in the next column.
    LineSort changes = new LineSort(mask.height(), mask.runCount() + width);
    for (BlockCursor block = mask.blocks(); block.advance(); ) {
      for (int x = block.left(); x <= block.right(); x++) {
        changes.add(block.top(), block.top() * width + x);
        if (block.bottom() < bottom) {
          changes.add(block.bottom(), block.bottom() * width + x);
        }
      }
    }
    return changes.inOrder();
  }

  private static void requirePixels(int height, int width, byte[] rowMajor) {
    int pixels = RunValidation.pixels(height, width);
    if (rowMajor.length != pixels) {
      throw new IllegalArgumentException(
          "the bitmap has %d bytes, but a mask of height %d and width %d has %d pixels"
              .formatted(rowMajor.length, height, width, pixels));
    }
  }
}
