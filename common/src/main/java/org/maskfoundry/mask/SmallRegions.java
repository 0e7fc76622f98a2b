package org.maskfoundry.mask;

/**
 * Small holes and islands, as the public {@code remove_small_regions} sees them: 8-connected
 * components of the mask or of its complement, small where their area is less than a number.
 */
final class SmallRegions {

  private SmallRegions() {}

  /** Holes first, then islands. */
  static MendedMask mend(RleMask mask, int minArea) {
    MendedMask filled = fillHoles(mask, minArea);
    MendedMask cleared = removeIslands(filled.mask(), minArea);
    return new MendedMask(cleared.mask(), filled.mended() || cleared.mended());
  }

  static MendedMask fillHoles(RleMask mask, int minArea) {
    ConnectedComponents background = ConnectedComponents.of(RunAlgebra.complement(mask));
    if (!hasSmall(background, minArea)) {
      return new MendedMask(mask, false);
    }
    RleMask left = background.only(component -> background.area(component) >= minArea);
    return new MendedMask(RunAlgebra.complement(left), true);
  }

  static MendedMask removeIslands(RleMask mask, int minArea) {
    ConnectedComponents islands = ConnectedComponents.of(mask);
    if (!hasSmall(islands, minArea)) {
      return new MendedMask(mask, false);
    }
    RleMask left = islands.only(component -> islands.area(component) >= minArea);
    if (left.isEmpty()) {
      int largest = islands.largest();
      left = islands.only(component -> component == largest);
    }
    return new MendedMask(left, true);
  }

  private static boolean hasSmall(ConnectedComponents components, int minArea) {
    for (int component = 0; component < components.count(); component++) {
      if (components.area(component) < minArea) {
        return true;
      }
    }
    return false;
  }
}
