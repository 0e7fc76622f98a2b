package org.maskfoundry.annotation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.dataset.MaskAnnotation;

/**
 * Which masks of annotators are prefilled ones that come back, and which are others.
 *
 * @param byPrefilled by the prefilled mask's id, what every annotator made of it
 * @param others masks that are no prefilled ones, in the order drawn
 */
record ReturnedMasks(Map<Long, List<DrawnAnnotation>> byPrefilled, List<DrawnAnnotation> others) {

  /** Under this key tools say whether a region was proposed, changed or drawn. */
  static final String ORIGIN = "origin";

  private static final String DRAWN = "manual";

  /**
   * Compares by id. A tool may have lost ids: a mask whose origin is not stated to be a person's is
   * the prefilled one that it fits best, of those that did not come back in the same sitting.
   */
  static ReturnedMasks of(
      List<DrawnAnnotation> drawn, List<MaskAnnotation> prefilled, double editedIou) {
    Map<Long, List<DrawnAnnotation>> byPrefilled = new LinkedHashMap<>();
    prefilled.forEach(mask -> byPrefilled.put(mask.id(), new ArrayList<>()));
    List<DrawnAnnotation> others = new ArrayList<>();
    for (DrawnAnnotation mask : drawn) {
      Optional<List<DrawnAnnotation>> same = id(mask).map(byPrefilled::get);
      same.orElse(others).add(mask);
    }
    for (Pair pair : pairs(others, prefilled, editedIou)) {
      List<DrawnAnnotation> versions = byPrefilled.get(pair.prefilled().id());
      boolean isKnown =
          versions.stream().anyMatch(version -> version.sitting().equals(pair.drawn().sitting()));
      if (!isKnown && others.remove(pair.drawn())) {
        versions.add(pair.drawn());
      }
    }
    return new ReturnedMasks(byPrefilled, others);
  }

  /** Whether any of these masks comes back under the id it was sent with. */
  static boolean anyOf(List<MaskAnnotation> prefilled, List<DrawnAnnotation> drawn) {
    return drawn.stream()
        .map(ReturnedMasks::id)
        .flatMap(Optional::stream)
        .anyMatch(id -> prefilled.stream().anyMatch(mask -> mask.id() == id));
  }

  private static Optional<Long> id(DrawnAnnotation mask) {
    try {
      return Optional.of(Long.valueOf(mask.stated().id()));
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  private record Pair(DrawnAnnotation drawn, MaskAnnotation prefilled, double iou) {}

  /** The best fit first. */
  private static List<Pair> pairs(
      List<DrawnAnnotation> drawn, List<MaskAnnotation> prefilled, double editedIou) {
    List<Pair> pairs = new ArrayList<>();
    for (DrawnAnnotation mask : drawn) {
      if (!DRAWN.equals(mask.stated().attributes().get(ORIGIN))) {
        for (MaskAnnotation sent : prefilled) {
          if (MaskSelection.coincide(mask.mask(), sent.mask(), editedIou)) {
            pairs.add(new Pair(mask, sent, mask.mask().iou(sent.mask())));
          }
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::iou).reversed());
    return pairs;
  }
}
