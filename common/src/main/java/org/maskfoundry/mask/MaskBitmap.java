package org.maskfoundry.mask;

/** The way between a mask and its bitmap, row-major with one byte a pixel. */
final class MaskBitmap {

  private MaskBitmap() {}

  static RleMask toMask(int height, int width, byte[] rowMajor) {
    int pixels = RunValidation.pixels(height, width);
    if (rowMajor.length != pixels) {
      throw new IllegalArgumentException(
          "the bitmap has %d bytes, but a mask of height %d and width %d has %d pixels"
              .formatted(rowMajor.length, height, width, pixels));
    }
    return new BitmapReader(height, width, rowMajor).toMask();
  }

  static byte[] ofMask(RleMask mask) {
    int width = mask.width();
    byte[] rowMajor = new byte[mask.height() * width];
    MaskBox box = mask.box();
    int[] changes = mask.isEmpty() ? new int[0] : changesByRow(mask, box);
    int next = 0;
    // A row is the one above it but for the few pixels at which their columns change.
    for (int y = box.top(); y <= box.bottom(); y++) {
      int row = y * width;
      if (y > box.top()) {
        int start = row + box.left();
        System.arraycopy(rowMajor, start - width, rowMajor, start, box.right() + 1 - box.left());
      }
      for (; next < changes.length && changes[next] < row + width; next++) {
        rowMajor[changes[next]] ^= 1;
      }
    }
    return rowMajor;
  }

  /** The row-major pixels in which a column goes in or out on its way down, row by row. */
  private static int[] changesByRow(RleMask mask, MaskBox box) {
    LineSort changes = new LineSort(mask.height());
    for (BlockCursor block = mask.blocks(); block.advance(); ) {
      for (int x = block.left(); x <= block.right(); x++) {
        changes.add(block.top(), block.top() * mask.width() + x);
        if (block.bottom() <= box.bottom()) {
          changes.add(block.bottom(), block.bottom() * mask.width() + x);
        }
      }
    }
    return changes.inOrder();
  }
}
