package org.maskfoundry.mask;

/**
 * Walks a mask as upright rectangles of pixels: a run that goes over several columns is the rest of
 * its first column, the whole columns between as one block, and the head of its last column. So
 * there are at most three blocks a run, however wide the image. Blocks come in column-major order;
 * those of more than one column are of full height.
 */
final class BlockCursor {

  private final RunCursor runs;
  private final int height;
  private int position;
  private int left;
  private int right;
  private int top;
  private int bottom;

  BlockCursor(RunCursor runs, int height) {
    this.runs = runs;
    this.height = height;
  }

  /** Goes to the next block; false where there is none left. */
  boolean advance() {
    if (position == runs.end()) {
      if (!runs.advance()) {
        return false;
      }
      position = runs.start();
    }
    // Most runs begin in the column of the one before or in the next one: spare the division.
    int row = position - left * height;
    if (row >= height) {
      left = row - height < height ? left + 1 : position / height;
      row = position - left * height;
    }
    top = row;
    int remaining = runs.end() - position;
    if (top > 0 || remaining < height) {
      right = left;
      bottom = Math.min(height, top + remaining);
      position += bottom - top;
    } else {
      int columns = remaining / height;
      right = left + columns - 1;
      bottom = height;
      position += columns * height;
    }
    return true;
  }

  /** First column. */
  int left() {
    return left;
  }

  /** Last column. */
  int right() {
    return right;
  }

  /** First row. */
  int top() {
    return top;
  }

  /** Row after the last. */
  int bottom() {
    return bottom;
  }
}
