package org.maskfoundry.model.graph;

import java.util.List;
import java.util.Optional;

/**
 * What the tensors of the published encoders do not show: heads and global blocks, by width and
 * depth.
 */
record KnownSizes(Optional<Integer> heads, Optional<List<Integer>> globalBlocks) {

  static KnownSizes of(int width, int depth) {
    if (width == 768 && depth == 12) {
      return new KnownSizes(Optional.of(12), Optional.of(List.of(2, 5, 8, 11)));
    }
    if (width == 1024 && depth == 24) {
      return new KnownSizes(Optional.of(16), Optional.of(List.of(5, 11, 17, 23)));
    }
    if (width == 1280 && depth == 32) {
      return new KnownSizes(Optional.of(16), Optional.of(List.of(7, 15, 23, 31)));
    }
    return new KnownSizes(Optional.empty(), Optional.empty());
  }
}
