package org.maskfoundry.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.model.graph.HeadArchitecture;
import org.maskfoundry.model.graph.HeadLevel;

/**
 * Which cell answers for which object: those near the object's middle, on the grid whose cells suit
 * its size; where objects compete, the smaller one (FCOS with centre sampling, arXiv 1904.01355).
 */
final class CellTargets {

  /** A cell answers for an object if the object's middle is within so many cells of its own. */
  private static final double NEAR = 1.5;

  /** A side of an object is so many cells away at most. */
  private static final double MOST_CELLS = 8;

  private static final int NONE = -1;

  private final List<HeadLevel> levels;
  private final int cells;

  CellTargets(HeadArchitecture head) {
    this.levels = head.levels();
    this.cells = head.cells();
  }

  /**
   * The index of the object each cell answers for, -1 for none; the cells of all grids in the order
   * of the head's answers.
   */
  int[] of(List<DetectedBox> boxes) {
    int[] targets = new int[cells];
    Arrays.fill(targets, NONE);
    List<Integer> largestFirst =
        java.util.stream.IntStream.range(0, boxes.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> area(boxes.get(i))).reversed())
            .toList();
    for (int index : largestFirst) {
      claim(boxes.get(index), index, targets);
    }
    return targets;
  }

  private static double area(DetectedBox box) {
    return (box.right() - box.left()) * (box.bottom() - box.top());
  }

  /** On the finest grid whose cells are large enough; the coarsest takes what is left. */
  private void claim(DetectedBox box, int index, int[] targets) {
    double reach = Math.max(box.right() - box.left(), box.bottom() - box.top()) / 2;
    int first = 0;
    int level = 0;
    while (level < levels.size() - 1 && reach > MOST_CELLS * levels.get(level).cell()) {
      first += levels.get(level).cells();
      level++;
    }
    claim(box, index, targets, levels.get(level), first);
  }

  private static void claim(
      DetectedBox box, int index, int[] targets, HeadLevel level, int firstCell) {
    double x = (box.left() + box.right()) / 2;
    double y = (box.top() + box.bottom()) / 2;
    int nearestColumn = nearest(x, level);
    int nearestRow = nearest(y, level);
    for (int row = 0; row < level.side(); row++) {
      for (int column = 0; column < level.side(); column++) {
        double right = level.centre(column);
        double down = level.centre(row);
        boolean inside =
            right > box.left() && right < box.right() && down > box.top() && down < box.bottom();
        boolean near =
            Math.abs(right - x) <= NEAR * level.cell() && Math.abs(down - y) <= NEAR * level.cell();
        // Even an object that is smaller than a cell has one.
        boolean nearest = column == nearestColumn && row == nearestRow;
        if (nearest || (inside && near)) {
          targets[firstCell + row * level.side() + column] = index;
        }
      }
    }
  }

  private static int nearest(double place, HeadLevel level) {
    return (int) Math.max(0, Math.min(level.side() - 1, Math.floor(place / level.cell())));
  }
}
