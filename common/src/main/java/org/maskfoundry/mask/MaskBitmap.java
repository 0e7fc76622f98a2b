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
    RunBuilder mask = new RunBuilder(height, width);
    for (int x = 0; x < width; x++) {
      int column = x * height;
      int y = 0;
      while (y < height) {
        if (rowMajor[y * width + x] == 0) {
          y++;
          continue;
        }
        int top = y;
        while (y < height && rowMajor[y * width + x] != 0) {
          y++;
        }
        mask.add(column + top, column + y);
      }
    }
    return mask.build();
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
