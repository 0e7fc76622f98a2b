package org.maskfoundry.mask;

import java.util.Arrays;

/** The blocks of a mask (see {@link BlockCursor}) in arrays, so that they can be numbered. */
final class MaskBlocks {

  private final RleMask mask;
  private int[] lefts;
  private int[] rights;
  private int[] tops;
  private int[] bottoms;
  private int count;

  private MaskBlocks(RleMask mask) {
    this.mask = mask;
    // Most runs lie in one column, which makes one block for two runs: room to spare.
    lefts = new int[mask.runCount()];
    rights = new int[mask.runCount()];
    tops = new int[mask.runCount()];
    bottoms = new int[mask.runCount()];
  }

  static MaskBlocks of(RleMask mask) {
    MaskBlocks blocks = new MaskBlocks(mask);
    for (BlockCursor block = mask.blocks(); block.advance(); ) {
      blocks.add(block);
    }
    return blocks;
  }

  private void add(BlockCursor block) {
    if (count == lefts.length) {
      grow(2 * count);
    }
    lefts[count] = block.left();
    rights[count] = block.right();
    tops[count] = block.top();
    bottoms[count++] = block.bottom();
  }

  private void grow(int capacity) {
    lefts = Arrays.copyOf(lefts, capacity);
    rights = Arrays.copyOf(rights, capacity);
    tops = Arrays.copyOf(tops, capacity);
    bottoms = Arrays.copyOf(bottoms, capacity);
  }

  int count() {
    return count;
  }

  int left(int block) {
    return lefts[block];
  }

  int right(int block) {
    return rights[block];
  }

  int top(int block) {
    return tops[block];
  }

  int bottom(int block) {
    return bottoms[block];
  }

  int area(int block) {
    return (rights[block] - lefts[block] + 1) * (bottoms[block] - tops[block]);
  }

  /** The block that holds a pixel of the mask. */
  int at(int x, int y) {
    int pixel = x * mask.height() + y;
    int low = 0;
    int high = count() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (start(middle) <= pixel) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  RunBuilder builder() {
    return new RunBuilder(mask.height(), mask.width());
  }

  void addTo(RunBuilder builder, int block) {
    builder.add(start(block), rights[block] * mask.height() + bottoms[block]);
  }

  private int start(int block) {
    return lefts[block] * mask.height() + tops[block];
  }
}
