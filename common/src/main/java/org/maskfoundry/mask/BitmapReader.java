package org.maskfoundry.mask;

import java.util.Arrays;

/**
 * Finds the runs of a row-major bitmap. Memory is gone through in order: each row is compared with
 * the one above it, many bytes at a time, and what differs is put in the order of the columns.
 */
final class BitmapReader {

  private static final int EXPECTED_CHANGES_A_COLUMN = 2;

  private final int height;
  private final int width;
  private final byte[] bitmap;
  private final byte[] outside;
  // Column-major pixels in which a column goes in or, one after its last inside, out again.
  private final LineSort changes;

  BitmapReader(int height, int width, byte[] rowMajor) {
    this.height = height;
    this.width = width;
    this.bitmap = rowMajor;
    this.outside = new byte[width];
    this.changes = new LineSort(width, EXPECTED_CHANGES_A_COLUMN * width);
  }

  RleMask toMask() {
    if (bitmap.length > 0) {
      addChanges(0, outside, 0, bitmap, 0);
      for (int y = 1; y < height; y++) {
        addChanges(y, bitmap, (y - 1) * width, bitmap, y * width);
      }
      addChanges(height, bitmap, (height - 1) * width, outside, 0);
    }
    int[] ordered = changes.inOrder();
    RunBuilder mask = new RunBuilder(height, width);
    for (int i = 0; i < ordered.length; i += 2) {
      mask.add(ordered[i], ordered[i + 1]);
    }
    return mask.build();
  }

  /** Adds the changes between row y and the row above, whose pixels begin at those indices. */
  private void addChanges(int y, byte[] above, int aboveStart, byte[] row, int start) {
    int x = 0;
    while (x < width) {
      int equal =
          Arrays.mismatch(above, aboveStart + x, aboveStart + width, row, start + x, start + width);
      x = equal < 0 ? width : x + equal;
      for (; x < width && above[aboveStart + x] != row[start + x]; x++) {
        if ((above[aboveStart + x] == 0) != (row[start + x] == 0)) {
          changes.add(x, x * height + y);
        }
      }
    }
  }
}
