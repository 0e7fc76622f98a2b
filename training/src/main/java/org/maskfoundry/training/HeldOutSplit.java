package org.maskfoundry.training;

import java.util.Comparator;
import java.util.List;
import org.maskfoundry.model.Sha256;

/**
 * Which images are learned from and which only measure. Names and the seed put images into an
 * order, whose first are held out: where others join, only images at the border change sides.
 *
 * @param learned images that are learned from
 * @param heldOut images that only measure
 */
public record HeldOutSplit(List<TrainingImage> learned, List<TrainingImage> heldOut) {

  private static final int FEWEST_IMAGES = 2;

  /** Copies the lists. */
  public HeldOutSplit {
    learned = List.copyOf(learned);
    heldOut = List.copyOf(heldOut);
  }

  /**
   * Splits images.
   *
   * @throws IllegalArgumentException where there are fewer than two
   */
  public static HeldOutSplit of(List<TrainingImage> images, double share, long seed) {
    if (images.size() < FEWEST_IMAGES) {
      throw new IllegalArgumentException(
          "Found %d images to learn from, expected %d at least"
              .formatted(images.size(), FEWEST_IMAGES));
    }
    List<TrainingImage> byDraw =
        images.stream()
            .sorted(Comparator.comparing((TrainingImage image) -> draw(image, seed)))
            .toList();
    int heldOut =
        (int) Math.max(1, Math.min(images.size() - 1L, Math.round(share * images.size())));
    return new HeldOutSplit(byDraw.subList(heldOut, byDraw.size()), byDraw.subList(0, heldOut));
  }

  private static String draw(TrainingImage image, long seed) {
    return Sha256.hex(seed + "\0" + image.name());
  }

  /** The same held-out images, and a part of the others. */
  public HeldOutSplit part(double share) {
    int size = (int) Math.max(1, Math.round(share * learned.size()));
    return new HeldOutSplit(learned.subList(0, size), heldOut);
  }
}
