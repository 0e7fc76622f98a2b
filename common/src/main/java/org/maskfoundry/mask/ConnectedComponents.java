package org.maskfoundry.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The 8-connected components of a mask, found on the blocks of its runs by union-find over blocks
 * that touch in neighbouring columns. Components are numbered in column-major order of their first
 * pixels.
 */
final class ConnectedComponents {

  private final MaskBlocks blocks;
  private final int[] componentOfBlock;
  private final int[] areas;

  private ConnectedComponents(MaskBlocks blocks, int[] componentOfBlock, int[] areas) {
    this.blocks = blocks;
    this.componentOfBlock = componentOfBlock;
    this.areas = areas;
  }

  static ConnectedComponents of(RleMask mask) {
    MaskBlocks blocks = MaskBlocks.of(mask);
    DisjointSets sets = new DisjointSets(blocks.count());
    joinNeighbours(blocks, sets);
    int[] components = sets.numbered();
    int[] areas = new int[sets.count()];
    for (int block = 0; block < components.length; block++) {
      areas[components[block]] += blocks.area(block);
    }
    return new ConnectedComponents(blocks, components, areas);
  }

  int count() {
    return areas.length;
  }

  /** Pixels of a component. */
  int area(int component) {
    return areas[component];
  }

  /** Each component as a mask of its own in the same frame. */
  List<RleMask> masks() {
    int[] ends = new int[count()];
    for (int component : componentOfBlock) {
      ends[component]++;
    }
    for (int component = 1; component < ends.length; component++) {
      ends[component] += ends[component - 1];
    }
    int[] byComponent = new int[componentOfBlock.length];
    for (int block = componentOfBlock.length - 1; block >= 0; block--) {
      byComponent[--ends[componentOfBlock[block]]] = block;
    }
    List<RleMask> masks = new ArrayList<>(count());
    for (int i = 0; i < byComponent.length; ) {
      int component = componentOfBlock[byComponent[i]];
      RunBuilder mask = blocks.builder();
      for (; i < byComponent.length && componentOfBlock[byComponent[i]] == component; i++) {
        blocks.addTo(mask, byComponent[i]);
      }
      masks.add(mask.build());
    }
    return List.copyOf(masks);
  }

  /** The mask of those components alone. */
  RleMask only(IntPredicate kept) {
    RunBuilder mask = blocks.builder();
    for (int block = 0; block < componentOfBlock.length; block++) {
      if (kept.test(componentOfBlock[block])) {
        blocks.addTo(mask, block);
      }
    }
    return mask.build();
  }

  /** The component that holds a pixel of the mask. */
  int at(int x, int y) {
    return componentOfBlock[blocks.at(x, y)];
  }

  /**
   * The component of the largest area; of several, the one that OpenCV labels first: it scans the
   * image in squares of 2 x 2 pixels, row by row.
   */
  int largest() {
    int largest = -1;
    int largestArea = 0;
    int firstSquareRow = 0;
    for (int block = 0; block < componentOfBlock.length; block++) {
      int component = componentOfBlock[block];
      int squareRow = blocks.top(block) / 2;
      // Blocks come column by column, so within a row of squares the first one stays.
      if (areas[component] > largestArea
          || (areas[component] == largestArea && squareRow < firstSquareRow)) {
        largest = component;
        largestArea = areas[component];
        firstSquareRow = squareRow;
      }
    }
    return largest;
  }

  private static void joinNeighbours(MaskBlocks blocks, DisjointSets sets) {
    int before = 0;
    int from = 0;
    while (from < blocks.count()) {
      int to = from + 1;
      while (to < blocks.count() && blocks.left(to) == blocks.left(from)) {
        to++;
      }
      if (before < from && blocks.right(before) + 1 == blocks.left(from)) {
        joinColumns(blocks, sets, before, from, to);
      }
      before = from;
      from = to;
    }
  }

  /** Joins the blocks [first, middle) of a column with those of the next one, [middle, end). */
  private static void joinColumns(
      MaskBlocks blocks, DisjointSets sets, int first, int middle, int end) {
    int a = first;
    int b = middle;
    while (a < middle && b < end) {
      if (blocks.top(a) <= blocks.bottom(b) && blocks.top(b) <= blocks.bottom(a)) {
        sets.join(a, b);
      }
      if (blocks.bottom(a) < blocks.bottom(b)) {
        a++;
      } else {
        b++;
      }
    }
  }
}
