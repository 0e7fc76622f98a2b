package org.maskfoundry.mask;

/** Cutting a window out of a mask and placing a mask in a larger frame. */
final class MaskWindow {

  private MaskWindow() {}

  static RleMask crop(RleMask mask, int left, int top, int width, int height) {
    RunValidation.pixels(height, width);
    requireInside(mask.width(), mask.height(), left, top, width, height);
    return moved(mask, -left, -top, height, width);
  }

  static RleMask paste(RleMask mask, int height, int width, int left, int top) {
    RunValidation.pixels(height, width);
    requireInside(width, height, left, top, mask.width(), mask.height());
    return moved(mask, left, top, height, width);
  }

  /** The mask moved by whole pixels into a frame of another size; what falls outside is cut off. */
  private static RleMask moved(RleMask mask, int dx, int dy, int height, int width) {
    RunBuilder moved = new RunBuilder(height, width);
    for (BlockCursor block = mask.blocks(); block.advance(); ) {
      if (block.left() + dx >= width) {
        break;
      }
      int left = Math.max(0, block.left() + dx);
      int right = Math.min(width - 1, block.right() + dx);
      int top = Math.max(0, block.top() + dy);
      int bottom = Math.min(height, block.bottom() + dy);
      if (top == 0 && bottom == height && left <= right) {
        moved.add(left * height, (right + 1) * height);
      } else {
        for (int x = left; x <= right; x++) {
          moved.add(x * height + top, x * height + bottom);
        }
      }
    }
    return moved.build();
  }

  private static void requireInside(
      int frameWidth, int frameHeight, int left, int top, int width, int height) {
    if (left < 0 || top < 0 || left > frameWidth - width || top > frameHeight - height) {
      throw new IllegalArgumentException(
          "a window of %d x %d at column %d, row %d does not lie inside a frame of %d x %d (height x width)"
              .formatted(height, width, left, top, frameHeight, frameWidth));
    }
  }
}
