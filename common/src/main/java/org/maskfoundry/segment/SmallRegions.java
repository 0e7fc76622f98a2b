package org.maskfoundry.segment;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.mask.MaskBox;
import org.maskfoundry.mask.MendedMask;
import org.maskfoundry.mask.RleMask;

/**
 * Mends masks at the end: holes, then islands of fewer than {@code min_mask_region_area} pixels;
 * then suppresses what has become a duplicate, untouched masks first.
 */
final class SmallRegions {

  private final GeneratorSettings settings;
  private final DropCounts dropped;

  SmallRegions(GeneratorSettings settings, DropCounts dropped) {
    this.settings = settings;
    this.dropped = dropped;
  }

  /** The masks that are left, in the order of the suppression. */
  List<GeneratedMask> mend(List<GeneratedMask> masks) {
    List<GeneratedMask> mended = new ArrayList<>();
    List<MaskBox> boxes = new ArrayList<>();
    List<Boolean> untouched = new ArrayList<>();
    for (GeneratedMask original : masks) {
      MendedMask result = original.mask().withoutSmallRegions(settings.minMaskRegionArea());
      RleMask mask = result.mask();
      if (mask.area() < settings.minMaskRegionArea() && !settings.keepLargestRegion()) {
        dropped.add(DropReason.SMALL_REGION);
      } else if (!settings.allowsArea(mask.area())) {
        dropped.add(DropReason.MASK_AREA);
      } else {
        mended.add(original.withMask(mask));
        boxes.add(mask.isEmpty() ? new MaskBox(0, 0, 0, 0) : mask.box());
        untouched.add(!result.mended());
      }
    }
    double[] scores = untouched.stream().mapToDouble(same -> same ? 1 : 0).toArray();
    double threshold = Math.max(settings.boxNmsThresh(), settings.cropNmsThresh());
    List<GeneratedMask> kept =
        BoxNms.keep(boxes, scores, threshold).stream().map(mended::get).toList();
    dropped.add(DropReason.DUPLICATE_AFTER_CLEANING, mended.size() - kept.size());
    return kept;
  }
}
