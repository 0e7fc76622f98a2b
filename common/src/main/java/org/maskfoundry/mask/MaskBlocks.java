package org.maskfoundry.mask;

/** The blocks of a mask (see {@link BlockCursor}) in arrays, so that they can be numbered. */
final class MaskBlocks {

  private final RleMask mask;
  private final int[] lefts;
  private final int[] rights;
  private final int[] tops;
  private final int[] bottoms;

  private MaskBlocks(RleMask mask, int count) {
    this.mask = mask;
    lefts = new int[count];
    rights = new int[count];
    tops = new int[count];
    bottoms = new int[count];
  }

  static MaskBlocks of(RleMask mask) {
    int count = 0;
    for (BlockCursor block = mask.blocks(); block.advance(); ) {
      count++;
    }
    MaskBlocks blocks = new MaskBlocks(mask, count);
    BlockCursor block = mask.blocks();
    for (int i = 0; block.advance(); i++) {
      blocks.lefts[i] = block.left();
      blocks.rights[i] = block.right();
      blocks.tops[i] = block.top();
      blocks.bottoms[i] = block.bottom();
    }
    return blocks;
  }

  int count() {
    return lefts.length;
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
