package org.maskfoundry.annotation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.dataset.Rejection;

/**
 * What became of an image's prefilled masks in the hands of annotators, and what they added
 * (Segment Anything, section 4, semi-automatic stage). A prefilled mask is untouched, edited or
 * deleted, told by its id and its pixels; what is no prefilled mask is new, unless it coincides
 * with one that stays. For one image and thread.
 */
public final class PrefillReview {

  private static final String PREDICTED = "prediction";

  private final ReviewSettings settings;
  private final CheckSettings checks;
  private final List<List<MaskAnnotation>> prefills;
  private final DrawnPieces pieces;
  private final PersonsMask persons;

  /**
   * Begins with an image of known size.
   *
   * @param prefills what was prefilled, once or more often, the newest first
   */
  public PrefillReview(
      ImageReference image,
      CheckSettings checks,
      ReviewSettings settings,
      List<List<MaskAnnotation>> prefills) {
    this.settings = settings;
    this.checks = checks;
    this.prefills = List.copyOf(prefills);
    this.pieces = new DrawnPieces(image);
    this.persons = new PersonsMask(image, checks);
  }

  /** Adds what a file says; pieces come in the file's order. */
  public void add(FilePiece piece) {
    pieces.add(piece);
  }

  /** What stays: prefilled masks in their order, then new ones in the order drawn. */
  public CheckedAnnotations result() {
    List<MaskAnnotation> prefilled = sent();
    ReturnedMasks returned = ReturnedMasks.of(pieces.drawn(), prefilled, settings.editedIou());
    Outcome outcome = new Outcome(prefilled);
    prefilled.forEach(mask -> outcome.settle(mask, returned.byPrefilled().get(mask.id())));
    returned.others().forEach(outcome::add);
    return outcome.result();
  }

  /** What the annotators were sent: an older prefill where its ids come back. */
  private List<MaskAnnotation> sent() {
    return prefills.stream()
        .filter(masks -> ReturnedMasks.anyOf(masks, pieces.drawn()))
        .findFirst()
        .or(() -> prefills.stream().findFirst())
        .orElse(List.of());
  }

  private boolean isUntouched(MaskAnnotation prefilled, DrawnAnnotation returned) {
    return returned.mask().equals(prefilled.mask())
        || (PREDICTED.equals(returned.stated().attributes().get(ReturnedMasks.ORIGIN))
            && MaskSelection.coincide(returned.mask(), prefilled.mask(), settings.untouchedIou()));
  }

  /** Whether any of these masks comes back under the id it was sent with, drawn or broken. */
  private boolean idsComeBack(List<MaskAnnotation> prefilled) {
    Set<String> broken =
        pieces.rejections().stream().map(Rejection::annotationId).collect(Collectors.toSet());
    return ReturnedMasks.anyOf(prefilled, pieces.drawn())
        || prefilled.stream().anyMatch(mask -> broken.contains(Long.toString(mask.id())));
  }

  /** The masks of the image, as they are settled one after the other. */
  private final class Outcome {

    private final MaskSelection selection = new MaskSelection(checks, pieces.skipped());
    private final Map<Long, DrawnAnnotation> touched = new HashMap<>();
    private final boolean idsComeBack;

    Outcome(List<MaskAnnotation> prefilled) {
      this.idsComeBack = idsComeBack(prefilled);
    }

    /** A prefilled mask, and what every annotator made of it. */
    void settle(MaskAnnotation prefilled, List<DrawnAnnotation> versions) {
      List<DrawnAnnotation> edits =
          versions.stream().filter(version -> !isUntouched(prefilled, version)).toList();
      if (isDeleted(prefilled, versions)) {
        selection.drop(CheckedAnnotations.DELETED);
      } else if (edits.isEmpty()) {
        selection.keep(prefilled);
      }
      for (int i = 0; i < edits.size(); i++) {
        DrawnAnnotation edit = edits.get(i);
        // The object keeps its id; a second annotator's version is another mask of it.
        long id = i == 0 ? prefilled.id() : persons.id(edit);
        keep(persons.edited(id, prefilled, edit), edit);
      }
    }

    private boolean isDeleted(MaskAnnotation prefilled, List<DrawnAnnotation> versions) {
      return versions.isEmpty()
          && settings.missing() == MissingPrefilled.DELETED
          && pieces.rejections().stream().noneMatch(refused -> mayBe(refused, prefilled));
    }

    /** What came back and cannot be drawn was not deleted, and may be any where no id tells. */
    private boolean mayBe(Rejection refused, MaskAnnotation prefilled) {
      String id = refused.annotationId();
      return id.isEmpty() || !idsComeBack || id.equals(Long.toString(prefilled.id()));
    }

    /** A mask that is no prefilled one. */
    void add(DrawnAnnotation drawn) {
      boolean coincides =
          selection.kept().stream()
              .filter(kept -> kept.source() != MaskSource.MANUAL)
              .anyMatch(
                  kept ->
                      MaskSelection.coincide(kept.mask(), drawn.mask(), settings.coincidingIou()));
      if (coincides) {
        selection.drop(CheckedAnnotations.DUPLICATE_OF_PREFILLED);
      } else {
        keep(persons.drawn(drawn), drawn);
      }
    }

    private void keep(MaskAnnotation mask, DrawnAnnotation drawn) {
      Optional<String> refusal = selection.refusal(drawn.mask());
      if (refusal.isPresent()) {
        selection.drop(refusal.get());
      } else {
        selection.keep(mask);
        touched.put(mask.id(), drawn);
      }
    }

    CheckedAnnotations result() {
      WorkTime time = new WorkTime(pieces.drawn(), touched.values());
      List<MaskAnnotation> masks =
          selection.kept().stream()
              .map(
                  mask ->
                      touched.containsKey(mask.id())
                          ? mask.withSeconds(time.of(touched.get(mask.id())))
                          : mask)
              .toList();
      return new CheckedAnnotations(masks, pieces.rejections(), selection.dropped());
    }
  }
}
