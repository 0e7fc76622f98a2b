package org.maskfoundry.annotation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.maskfoundry.annotation.shape.DrawnMask;
import org.maskfoundry.annotation.shape.FrameSize;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.Rejection;

/**
 * Draws what files say of one image; what has no pixels or cannot be read is rejected. For one
 * thread.
 */
final class DrawnPieces {

  private final ImageReference image;
  private final List<DrawnAnnotation> drawn = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Map<String, Long> skipped = new HashMap<>();
  private final Map<String, Integer> drawnBy = new HashMap<>();
  private final Map<List<String>, Integer> sameIds = new HashMap<>();

  /** Nothing is said yet of an image of known size. */
  DrawnPieces(ImageReference image) {
    this.image = image;
  }

  /** Adds what a file says; pieces come in the file's order. */
  void add(FilePiece piece) {
    AnnotatedImage said = piece.piece();
    for (StatedAnnotation annotation : said.annotations()) {
      add(annotation, said.image(), piece.file());
    }
    for (Refusal refusal : said.refusals()) {
      reject(refusal.problem(), refusal.message(), refusal.annotationId(), piece.file());
    }
    said.skipped().forEach((reason, count) -> skipped.merge(reason.code(), count, Long::sum));
  }

  private void add(StatedAnnotation annotation, StatedImage stated, String file) {
    String annotator = annotation.work().annotator();
    int position = drawnBy.merge(annotator, 1, Integer::sum) - 1;
    int occurrence = sameIds.merge(List.of(annotator, annotation.id()), 1, Integer::sum);
    try {
      if (stated.statedSize().isPresent()) {
        FrameSize.check(
            "the image as annotated",
            stated.size().height(),
            stated.size().width(),
            image.height(),
            image.width());
      }
      DrawnMask mask = annotation.shape().draw(image.height(), image.width());
      drawn.add(new DrawnAnnotation(annotation, mask, position, occurrence, file));
    } catch (MalformedAnnotationException refused) {
      reject(refused.problem(), refused.getMessage(), annotation.id(), file);
    }
  }

  private void reject(AnnotationProblem problem, String message, String id, String file) {
    String which = id.isEmpty() ? "an annotation without id" : "annotation " + id;
    rejections.add(
        new Rejection(
            problem.code(),
            "%s, %s of %s: %s".formatted(file, which, image.fileName(), message),
            id,
            file));
  }

  /** What was drawn, in the order it was added. */
  List<DrawnAnnotation> drawn() {
    return Collections.unmodifiableList(drawn);
  }

  /** What cannot be drawn. */
  List<Rejection> rejections() {
    return Collections.unmodifiableList(rejections);
  }

  /** What files left out that is no mistake, by reason. */
  Map<String, Long> skipped() {
    return Collections.unmodifiableMap(skipped);
  }
}
