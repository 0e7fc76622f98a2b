package org.maskfoundry.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Set operations on masks of one frame, each one sweep over the runs of both. */
final class RunAlgebra {

  private RunAlgebra() {}

  static RleMask union(RleMask first, RleMask second) {
    requireSameFrame(first, second);
    return UnionSweep.union(first, second);
  }

  /** The union of many masks, pair by pair, so that no run is copied more than log(n) times. */
  static RleMask union(int height, int width, List<RleMask> masks) {
    if (masks.isEmpty()) {
      return RleMask.empty(height, width);
    }
    List<RleMask> level = masks;
    while (level.size() > 1) {
      List<RleMask> halved = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i + 1 < level.size(); i += 2) {
        halved.add(union(level.get(i), level.get(i + 1)));
      }
      if (level.size() % 2 == 1) {
        halved.add(level.get(level.size() - 1));
      }
      level = halved;
    }
    return level.get(0);
  }

  static RleMask intersection(RleMask first, RleMask second) {
    RunBuilder intersection = builderFor(first, second);
    if (first.box().intersects(second.box())) {
      RunCursor a = first.cursor();
      RunCursor b = second.cursor();
      boolean both = a.advance() && b.advance();
      while (both) {
        intersection.add(Math.max(a.start(), b.start()), Math.min(a.end(), b.end()));
        both = a.end() < b.end() ? a.advance() : b.advance();
      }
    }
    return intersection.build();
  }

  static int intersectionArea(RleMask first, RleMask second) {
    requireSameFrame(first, second);
    int area = 0;
    if (first.box().intersects(second.box())) {
      RunCursor a = first.cursor();
      RunCursor b = second.cursor();
      boolean both = a.advance() && b.advance();
      while (both) {
        area += Math.max(0, Math.min(a.end(), b.end()) - Math.max(a.start(), b.start()));
        both = a.end() < b.end() ? a.advance() : b.advance();
      }
    }
    return area;
  }

  static RleMask difference(RleMask first, RleMask second) {
    RunBuilder difference = builderFor(first, second);
    if (!first.box().intersects(second.box())) {
      return first;
    }
    RunCursor a = first.cursor();
    RunCursor b = second.cursor();
    boolean hasB = b.advance();
    while (a.advance()) {
      int start = a.start();
      while (hasB && b.end() <= start) {
        hasB = b.advance();
      }
      while (hasB && b.start() < a.end()) {
        difference.add(start, b.start());
        start = b.end();
        if (b.end() > a.end()) {
          break;
        }
        hasB = b.advance();
      }
      difference.add(start, a.end());
    }
    return difference.build();
  }

  /** The same runs, but beginning inside: one of zero goes from their front or is put there. */
  static RleMask complement(RleMask mask) {
    int[] runs = mask.sharedRuns();
    if (runs.length == 1 && runs[0] == 0) {
      return mask;
    }
    int[] complement;
    if (runs[0] == 0) {
      complement = Arrays.copyOfRange(runs, 1, runs.length);
    } else {
      complement = new int[runs.length + 1];
      System.arraycopy(runs, 0, complement, 1, runs.length);
    }
    return RleMask.ofCanonicalRuns(mask.height(), mask.width(), complement);
  }

  private static RunBuilder builderFor(RleMask first, RleMask second) {
    requireSameFrame(first, second);
    return new RunBuilder(first.height(), first.width());
  }

  private static void requireSameFrame(RleMask first, RleMask second) {
    if (first.height() != second.height() || first.width() != second.width()) {
      throw new IllegalArgumentException(
          "the masks belong to images of different sizes: %d x %d and %d x %d (height x width)"
              .formatted(first.height(), first.width(), second.height(), second.width()));
    }
  }
}
