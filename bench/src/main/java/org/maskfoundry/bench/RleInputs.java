package org.maskfoundry.bench;

import java.util.List;
import org.maskfoundry.mask.RleMask;

/**
 * What the operations on runs are given: masks, and what they look like in other forms.
 *
 * @param masks the masks
 * @param bitmaps their bitmaps, row-major
 * @param strings their COCO strings
 */
record RleInputs(List<RleMask> masks, List<byte[]> bitmaps, List<String> strings) {

  static RleInputs of(List<RleMask> masks) {
    return new RleInputs(
        masks,
        masks.stream().map(RleMask::toBitmap).toList(),
        masks.stream().map(RleMask::toCocoString).toList());
  }

  int count() {
    return masks.size();
  }

  RleMask mask(int index) {
    return masks.get(index);
  }

  /** The mask that a mask is united and compared with. */
  RleMask partner(int index) {
    return masks.get((index + 1) % masks.size());
  }

  /** Runs of all masks together. */
  long runs() {
    return masks.stream().mapToLong(mask -> mask.runs().length).sum();
  }

  /** Runs of all masks and their partners together. */
  long runsOfPairs() {
    return 2 * runs();
  }

  RleMask encode(int index) {
    RleMask mask = mask(index);
    return RleMask.ofBitmap(mask.height(), mask.width(), bitmaps.get(index));
  }

  RleMask decodeString(int index) {
    RleMask mask = mask(index);
    return RleMask.ofCocoString(mask.height(), mask.width(), strings.get(index));
  }
}
