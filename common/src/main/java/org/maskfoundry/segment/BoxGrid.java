package org.maskfoundry.segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.maskfoundry.mask.MaskBox;

/**
 * Boxes in buckets: by width and height, each to a power of two, and by where the centre lies in a
 * grid as coarse as those. Boxes whose IoU is greater than t differ by at most a factor of t in
 * width and in height, and their centres lie within (1 - t) / 2t of the width and of the height, so
 * few buckets hold all that a box may overlap by so much. Kept boxes overlap each other by no more
 * than t: a bucket does not hold many.
 */
final class BoxGrid implements KeptBoxes {

  /** For less there are so many buckets to look into that asking all boxes is as good. */
  private static final float LEAST_THRESHOLD = 0.4f;

  // Floats hold all integers up to there.
  private static final int GREATEST_EDGE = 1 << 24;

  /** More than rounding can add to an IoU in single precision, as a share of it. */
  private static final double ROUNDING = 1e-5;

  private static final int LEVEL_BITS = 5;
  private static final int CELL_BITS = 27;

  private final double threshold;
  private final Map<Long, List<MaskBox>> buckets = new HashMap<>();

  BoxGrid(float threshold) {
    this.threshold = threshold * (1 - ROUNDING);
  }

  /** Whether a grid finds all boxes that overlap by more than the threshold. */
  static boolean fits(List<MaskBox> boxes, float threshold) {
    return threshold >= LEAST_THRESHOLD && boxes.stream().allMatch(BoxGrid::fits);
  }

  private static boolean fits(MaskBox box) {
    return box.left() >= 0
        && box.top() >= 0
        && Math.max(box.left(), box.right()) <= GREATEST_EDGE
        && Math.max(box.top(), box.bottom()) <= GREATEST_EDGE;
  }

  @Override
  public void add(MaskBox box) {
    // A box without area overlaps none.
    if (box.right() > box.left() && box.bottom() > box.top()) {
      int widthLevel = level(box.right() - box.left());
      int heightLevel = level(box.bottom() - box.top());
      long key =
          key(
              widthLevel,
              heightLevel,
              cell(box.left() + box.right(), widthLevel),
              cell(box.top() + box.bottom(), heightLevel));
      buckets.computeIfAbsent(key, unused -> new ArrayList<>()).add(box);
    }
  }

  @Override
  public boolean anyNear(MaskBox box, Predicate<MaskBox> condition) {
    int width = box.right() - box.left();
    int height = box.bottom() - box.top();
    if (width <= 0 || height <= 0) {
      return false;
    }
    for (int widthLevel = leastLevel(width); widthLevel <= greatestLevel(width); widthLevel++) {
      for (int level = leastLevel(height); level <= greatestLevel(height); level++) {
        if (anyNear(box, widthLevel, level, condition)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean anyNear(
      MaskBox box, int widthLevel, int heightLevel, Predicate<MaskBox> condition) {
    int x = box.left() + box.right();
    int y = box.top() + box.bottom();
    int acrossReach = reach(box.right() - box.left());
    int downReach = reach(box.bottom() - box.top());
    int lastColumn = cell(x + acrossReach, widthLevel);
    int lastRow = cell(y + downReach, heightLevel);
    for (int column = cell(Math.max(0, x - acrossReach), widthLevel);
        column <= lastColumn;
        column++) {
      for (int row = cell(Math.max(0, y - downReach), heightLevel); row <= lastRow; row++) {
        List<MaskBox> bucket = buckets.get(key(widthLevel, heightLevel, column, row));
        if (bucket != null && bucket.stream().anyMatch(condition)) {
          return true;
        }
      }
    }
    return false;
  }

  /** How far the sums of two edges may lie apart, which are the centres doubled. */
  private int reach(int length) {
    return (int) Math.ceil(length * (1 - threshold) / threshold) + 1;
  }

  private int leastLevel(int length) {
    return level(Math.max(1, (int) (length * threshold)));
  }

  private int greatestLevel(int length) {
    return level((int) Math.ceil(length / threshold));
  }

  private static int level(int length) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(length);
  }

  private static int cell(int sumOfEdges, int level) {
    return sumOfEdges >> (level + 1);
  }

  private static long key(int widthLevel, int heightLevel, int column, int row) {
    long levels = (long) widthLevel << LEVEL_BITS | heightLevel;
    return (levels << CELL_BITS | column) << CELL_BITS | row;
  }
}
