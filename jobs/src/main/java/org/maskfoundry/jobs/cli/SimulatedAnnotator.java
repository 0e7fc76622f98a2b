package org.maskfoundry.jobs.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.maskfoundry.mask.MaskBox;
import org.maskfoundry.mask.RleMask;

/**
 * Does to a scene what annotators do to a photo: draws objects in the order of their prominence,
 * not quite exactly, and stops when it has had enough; looks through prefilled masks, removes wrong
 * ones, mends sloppy ones and adds what is missing.
 */
final class SimulatedAnnotator {

  /** Small objects are left alone: a mask that takes too long is not made. */
  private static final double PROMINENT_SHARE = 0.6;

  private static final int MOST_ADDED = 2;
  private static final double WRONG = 0.5;
  private static final double SLOPPY = 0.75;

  private final List<RleMask> objects;
  private final Random random;

  /**
   * An annotator before a scene.
   *
   * @param objects the true masks
   */
  SimulatedAnnotator(List<RleMask> objects, long seed) {
    this.objects =
        objects.stream().sorted(Comparator.comparingInt(RleMask::area).reversed()).toList();
    this.random = new Random(seed);
  }

  /** The prominent objects, as the annotator draws them. */
  List<RleMask> prominent() {
    int count = (int) Math.ceil(PROMINENT_SHARE * objects.size());
    return objects.subList(0, count).stream().map(this::drawn).toList();
  }

  /**
   * What becomes of prefilled masks.
   *
   * @param removed ids of those that are no object
   * @param edited by id, the mended ones
   * @param added objects that were missing
   */
  record Review(Set<Long> removed, Map<Long, RleMask> edited, List<RleMask> added) {}

  /** Looks through prefilled masks, given by id. */
  Review review(Map<Long, RleMask> prefilled) {
    Set<Long> removed = new HashSet<>();
    Map<Long, RleMask> edited = new HashMap<>();
    Set<RleMask> seen = new HashSet<>();
    prefilled.forEach(
        (id, mask) -> {
          RleMask object = objects.stream().max(Comparator.comparingDouble(mask::iou)).orElse(mask);
          double fit = object.iou(mask);
          if (fit < WRONG) {
            removed.add(id);
          } else {
            seen.add(object);
            if (fit < SLOPPY) {
              edited.put(id, drawn(object));
            }
          }
        });
    List<RleMask> added = new ArrayList<>();
    for (RleMask object : objects) {
      if (added.size() < MOST_ADDED && !seen.contains(object)) {
        added.add(drawn(object));
      }
    }
    return new Review(removed, edited, added);
  }

  /** An object as a person draws it: a pixel off. */
  private RleMask drawn(RleMask object) {
    MaskBox box = object.box();
    int width = box.right() - box.left() + 1;
    int height = box.bottom() - box.top() + 1;
    int left = shifted(box.left(), object.width() - width);
    int top = shifted(box.top(), object.height() - height);
    return object
        .crop(box.left(), box.top(), width, height)
        .paste(object.height(), object.width(), left, top);
  }

  private int shifted(int place, int most) {
    return Math.max(0, Math.min(most, place + random.nextInt(3) - 1));
  }
}
