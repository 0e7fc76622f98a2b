package org.maskfoundry.report;

import java.util.Collection;
import java.util.List;
import org.maskfoundry.mask.RleMask;

/**
 * How many objects, whose masks are known, were found. An object is found at an IoU where some mask
 * reaches that IoU with it; a mask may find several objects, and masks too many cost nothing.
 *
 * @param objects all objects
 * @param atHalf those found at IoU 0.5
 * @param atThreeQuarters those found at IoU 0.75
 */
public record FoundObjects(int objects, int atHalf, int atThreeQuarters) {

  /** Nothing to find. */
  public static final FoundObjects NONE = new FoundObjects(0, 0, 0);

  private static final double HALF = 0.5;
  private static final double THREE_QUARTERS = 0.75;

  /**
   * The objects of an image that masks find.
   *
   * @throws IllegalArgumentException where a mask has another size than an object's
   */
  public static FoundObjects of(List<RleMask> objects, Collection<RleMask> masks) {
    int atHalf = 0;
    int atThreeQuarters = 0;
    for (RleMask object : objects) {
      double best = masks.stream().mapToDouble(object::iou).max().orElse(0);
      atHalf += best >= HALF ? 1 : 0;
      atThreeQuarters += best >= THREE_QUARTERS ? 1 : 0;
    }
    return new FoundObjects(objects.size(), atHalf, atThreeQuarters);
  }

  /** The objects of both. */
  public FoundObjects plus(FoundObjects other) {
    return new FoundObjects(
        objects + other.objects, atHalf + other.atHalf, atThreeQuarters + other.atThreeQuarters);
  }
}
