package org.maskfoundry.annotation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.maskfoundry.annotation.shape.DrawnMask;
import org.maskfoundry.annotation.shape.Finding;
import org.maskfoundry.annotation.shape.FrameSize;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.dataset.Rejection;
import org.maskfoundry.mask.RleMask;

/**
 * Draws what files say of one image and checks it: what has no pixels or cannot be read is
 * rejected, what is there twice is dropped, everything else is kept. For one image and thread.
 */
public final class AnnotationCheck {

  private final ImageReference image;
  private final CheckSettings settings;
  private final List<MaskAnnotation> kept = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Map<String, Long> dropped = new HashMap<>();
  private final Map<String, Integer> drawnBy = new HashMap<>();
  private final Map<List<String>, Integer> sameIds = new HashMap<>();

  /** Begins with an image of known size. */
  public AnnotationCheck(ImageReference image, CheckSettings settings) {
    this.image = image;
    this.settings = settings;
  }

  /** Adds what a file says; pieces come in the file's order. */
  public void add(FilePiece piece) {
    AnnotatedImage said = piece.piece();
    for (StatedAnnotation annotation : said.annotations()) {
      add(annotation, said.image(), piece.file());
    }
    for (Refusal refusal : said.refusals()) {
      reject(refusal.problem(), refusal.message(), refusal.annotationId(), piece.file());
    }
    said.skipped().forEach((reason, count) -> dropped.merge(reason.code(), count, Long::sum));
  }

  /** What stays. */
  public CheckedAnnotations result() {
    return new CheckedAnnotations(kept, rejections, dropped);
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
      DrawnMask drawn = annotation.shape().draw(image.height(), image.width());
      keep(annotation, drawn, position, occurrence);
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

  private void keep(StatedAnnotation annotation, DrawnMask drawn, int position, int occurrence) {
    if (drawn.mask().area() < settings.minMaskArea()) {
      dropped.merge(CheckedAnnotations.MIN_MASK_AREA, 1L, Long::sum);
    } else if (kept.stream().anyMatch(other -> isSame(other.mask(), drawn.mask()))) {
      dropped.merge(CheckedAnnotations.DUPLICATE, 1L, Long::sum);
    } else {
      kept.add(kept(annotation, drawn, position, occurrence));
    }
  }

  private MaskAnnotation kept(
      StatedAnnotation annotation, DrawnMask drawn, int position, int occurrence) {
    return new MaskAnnotation(
        ImageIdentity.drawnAnnotationId(
            image.imageId(), annotation.work().annotator(), annotation.id(), occurrence),
        drawn.mask(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        MaskSource.MANUAL,
        annotation.work().statedAnnotator(),
        annotation.work().statedSeconds(),
        Optional.of(annotation.id()).filter(id -> !id.isEmpty()),
        Optional.of(position),
        annotation.statedScore(),
        attributes(annotation, drawn));
  }

  private Map<String, String> attributes(StatedAnnotation annotation, DrawnMask drawn) {
    Set<Finding> findings = EnumSet.noneOf(Finding.class);
    findings.addAll(drawn.findings());
    if (drawn.mask().area() < settings.speckArea()) {
      findings.add(Finding.SPECK);
    }
    if (image.width() == 1 || image.height() == 1) {
      findings.add(Finding.ONE_PIXEL_IMAGE);
    }
    if (findings.isEmpty()) {
      return annotation.attributes();
    }
    Map<String, String> attributes = new TreeMap<>(annotation.attributes());
    attributes.put(
        CheckedAnnotations.FINDINGS,
        findings.stream().map(Finding::code).collect(Collectors.joining(",")));
    return attributes;
  }

  /** Areas tell most pairs apart without touching a run. */
  private boolean isSame(RleMask first, RleMask second) {
    double smaller = Math.min(first.area(), second.area());
    double larger = Math.max(first.area(), second.area());
    return smaller / larger > settings.duplicateIou()
        && first.iou(second) > settings.duplicateIou();
  }
}
