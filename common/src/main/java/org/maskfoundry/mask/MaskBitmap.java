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
    for (BlockCursor block = mask.blocks(); block.advance(); ) {
      for (int y = block.top(); y < block.bottom(); y++) {
        for (int x = block.left(); x <= block.right(); x++) {
          rowMajor[y * width + x] = 1;
        }
      }
    }
    return rowMajor;
  }
}
