package org.maskfoundry.annotation;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.maskfoundry.annotation.shape.Finding;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;

/** Makes the record of a mask that a person drew in an image. */
final class PersonsMask {

  private final ImageReference image;
  private final CheckSettings settings;

  PersonsMask(ImageReference image, CheckSettings settings) {
    this.image = image;
    this.settings = settings;
  }

  /** The id that a mask gets which no model found before. */
  long id(DrawnAnnotation mask) {
    return ImageIdentity.drawnAnnotationId(
        image.imageId(), mask.stated().work().annotator(), mask.stated().id(), mask.occurrence());
  }

  /** A mask of which nothing was there before. */
  MaskAnnotation drawn(DrawnAnnotation mask) {
    return record(id(mask), mask, MaskSource.MANUAL, mask.stated().statedScore(), Map.of());
  }

  /**
   * A prefilled mask after a person changed it. The model's estimates were of other pixels and go,
   * what the detector said of the object stays.
   */
  MaskAnnotation edited(long id, MaskAnnotation prefilled, DrawnAnnotation mask) {
    Map<String, String> before = new TreeMap<>(prefilled.attributes());
    before.put(
        CheckedAnnotations.PREFILLED_IOU,
        String.format(Locale.ROOT, "%.4f", mask.mask().iou(prefilled.mask())));
    return record(id, mask, MaskSource.AUTOMATIC_EDITED, prefilled.detectionScore(), before);
  }

  private MaskAnnotation record(
      long id,
      DrawnAnnotation mask,
      MaskSource source,
      Optional<Double> detectionScore,
      Map<String, String> attributesBefore) {
    Map<String, String> attributes = new TreeMap<>(attributesBefore);
    attributes.putAll(mask.stated().attributes());
    findings(mask).ifPresent(noted -> attributes.put(CheckedAnnotations.FINDINGS, noted));
    return new MaskAnnotation(
        id,
        mask.mask(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        source,
        mask.stated().work().statedAnnotator(),
        mask.stated().work().statedSeconds(),
        Optional.of(mask.stated().id()).filter(toolId -> !toolId.isEmpty()),
        Optional.of(mask.position()),
        detectionScore,
        attributes);
  }

  private Optional<String> findings(DrawnAnnotation mask) {
    Set<Finding> findings = EnumSet.noneOf(Finding.class);
    findings.addAll(mask.drawn().findings());
    if (mask.mask().area() < settings.speckArea()) {
      findings.add(Finding.SPECK);
    }
    if (image.width() == 1 || image.height() == 1) {
      findings.add(Finding.ONE_PIXEL_IMAGE);
    }
    return findings.isEmpty()
        ? Optional.empty()
        : Optional.of(findings.stream().map(Finding::code).collect(Collectors.joining(",")));
  }
}
