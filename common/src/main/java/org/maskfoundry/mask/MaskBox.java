package org.maskfoundry.mask;

/**
 * The tight box of a mask in pixel indices, all four inclusive: the mask's first and last column
 * and row. The box of an empty mask is {@link #NONE}.
 *
 * @param left first column that holds a pixel
 * @param top first row that holds a pixel
 * @param right last column that holds a pixel
 * @param bottom last row that holds a pixel
 */
public record MaskBox(int left, int top, int right, int bottom) {

  /** The box of an empty mask. */
  public static final MaskBox NONE = new MaskBox(0, 0, -1, -1);

  /** The box around all blocks of a mask. */
  static MaskBox of(BlockCursor block) {
    if (!block.advance()) {
      return NONE;
    }
    int left = block.left();
    int right;
    int top = Integer.MAX_VALUE;
    int bottom = 0;
    do {
      right = block.right();
      top = Math.min(top, block.top());
      bottom = Math.max(bottom, block.bottom());
    } while (block.advance());
    return new MaskBox(left, top, right, bottom - 1);
  }

  /** Whether the mask of this box has no pixels. */
  public boolean isEmpty() {
    return right < left || bottom < top;
  }

  /** The box as SA-1B writes it, {@code [x, y, max - min, max - min]}; zeros for an empty mask. */
  public int[] toSa1b() {
    return isEmpty() ? new int[4] : new int[] {left, top, right - left, bottom - top};
  }

  /** The box as COCO writes it, {@code [x, y, width, height]}; zeros for an empty mask. */
  public int[] toCoco() {
    return isEmpty() ? new int[4] : new int[] {left, top, right - left + 1, bottom - top + 1};
  }

  /** This box moved by whole pixels. */
  public MaskBox translated(int dx, int dy) {
    return isEmpty() ? this : new MaskBox(left + dx, top + dy, right + dx, bottom + dy);
  }

  /** Whether the two boxes share a pixel. */
  public boolean intersects(MaskBox other) {
    return !isEmpty()
        && !other.isEmpty()
        && left <= other.right
        && other.left <= right
        && top <= other.bottom
        && other.top <= bottom;
  }
}
