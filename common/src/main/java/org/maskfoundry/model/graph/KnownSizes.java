package org.maskfoundry.model.graph;

import java.util.List;
import java.util.Optional;

/**
 * What the tensors of the published encoders do not show: heads, windows and global blocks, by
 * width and depth.
 */
record KnownSizes(
    Optional<Integer> heads, Optional<Integer> window, Optional<List<Integer>> globalBlocks) {

  private static final int WINDOW = 14;

  static KnownSizes of(int width, int depth) {
    if (width == 768 && depth == 12) {
      return published(12, 2, 5, 8, 11);
    }
    if (width == 1024 && depth == 24) {
      return published(16, 5, 11, 17, 23);
    }
    if (width == 1280 && depth == 32) {
      return published(16, 7, 15, 23, 31);
    }
    return new KnownSizes(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static KnownSizes published(int heads, Integer... globalBlocks) {
    return new KnownSizes(
        Optional.of(heads), Optional.of(WINDOW), Optional.of(List.of(globalBlocks)));
  }
}
