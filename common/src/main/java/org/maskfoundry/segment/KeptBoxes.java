package org.maskfoundry.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.maskfoundry.mask.MaskBox;

/** The boxes that a suppression has kept so far. */
interface KeptBoxes {

  void add(MaskBox box);

  /**
   * Whether a condition holds of any box kept; boxes that cannot overlap the given one by more than
   * the suppression's threshold need not be asked.
   */
  boolean anyNear(MaskBox box, Predicate<MaskBox> condition);

  /** Kept boxes that are all asked. */
  static KeptBoxes plain() {
    List<MaskBox> all = new ArrayList<>();
    return new KeptBoxes() {
      @Override
      public void add(MaskBox box) {
        all.add(box);
      }

      @Override
      public boolean anyNear(MaskBox box, Predicate<MaskBox> condition) {
        return all.stream().anyMatch(condition);
      }
    };
  }
}
