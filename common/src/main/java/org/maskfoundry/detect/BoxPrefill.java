package org.maskfoundry.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.prompt.Prompt;
import org.maskfoundry.segment.PredictedMask;
import org.maskfoundry.segment.SamPredictor;

/**
 * Prefills an image with the masks that are certain (Segment Anything, section 4, semi-automatic
 * stage): a detector finds boxes of any object, each box is a prompt for one mask, and masks that
 * are sure, stable and not there twice stay. For one thread.
 */
public final class BoxPrefill {

  private final Segmenter segmenter;
  private final Detector detector;
  private final PrefillSettings settings;

  /** A prefill with models that stay the caller's. */
  public BoxPrefill(Segmenter segmenter, Detector detector, PrefillSettings settings) {
    this.segmenter = segmenter;
    this.detector = detector;
    this.settings = settings;
  }

  /**
   * What is certain of an image.
   *
   * @throws org.maskfoundry.model.DeviceMemoryException where the device cannot hold this image
   */
  public PrefilledMasks prefill(RgbImage image) {
    Map<String, Long> dropped = new HashMap<>();
    List<PrefilledMask> certain = new ArrayList<>();
    try (SamPredictor predictor = new SamPredictor(segmenter)) {
      // The image is encoded once, for a detector that looks at embeddings as well, and not at all
      // where nothing is found.
      List<DetectedBox> boxes =
          detector.detect(
              image,
              () -> {
                encode(image, predictor);
                return predictor.imageEmbedding();
              });
      if (!boxes.isEmpty()) {
        encode(image, predictor);
        List<List<PredictedMask>> answers = predictor.predict(prompts(boxes), MaskAnswer.SINGLE);
        for (int i = 0; i < boxes.size(); i++) {
          certain(answers.get(i).get(0), boxes.get(i), dropped).ifPresent(certain::add);
        }
      }
    }
    certain.sort(Comparator.comparingDouble(PrefilledMask::predictedIou).reversed());
    return new PrefilledMasks(withoutRepetition(certain, dropped), dropped);
  }

  private static void encode(RgbImage image, SamPredictor predictor) {
    if (!predictor.isImageSet()) {
      predictor.setImage(image);
    }
  }

  private static List<Prompt> prompts(List<DetectedBox> boxes) {
    return boxes.stream()
        .map(box -> Prompt.ofBox(box.left(), box.top(), box.right(), box.bottom()))
        .toList();
  }

  /** Cheap questions come first: runs are made of masks that passed them. */
  private Optional<PrefilledMask> certain(
      PredictedMask answer, DetectedBox box, Map<String, Long> dropped) {
    if (!(answer.predictedIou() > (float) settings.predIouThresh())) {
      return drop("predicted_iou", dropped);
    }
    double stability = answer.stability(settings.stabilityScoreOffset());
    if (!((float) stability >= (float) settings.stabilityScoreThresh())) {
      return drop("stability", dropped);
    }
    PrefilledMask mask = new PrefilledMask(answer.mask(), answer.predictedIou(), stability, box);
    return mask.mask().isEmpty() ? drop("empty_mask", dropped) : Optional.of(mask);
  }

  /** By the pixels themselves: boxes of different objects may be the same. */
  private List<PrefilledMask> withoutRepetition(
      List<PrefilledMask> bySureness, Map<String, Long> dropped) {
    List<PrefilledMask> kept = new ArrayList<>();
    for (PrefilledMask mask : bySureness) {
      Optional<String> repeated =
          kept.stream().map(surer -> repetition(mask, surer)).flatMap(Optional::stream).findFirst();
      if (repeated.isPresent()) {
        dropped.merge(repeated.get(), 1L, Long::sum);
      } else {
        kept.add(mask);
      }
    }
    return kept;
  }

  private Optional<String> repetition(PrefilledMask mask, PrefilledMask surer) {
    if (mask.mask().iou(surer.mask()) > settings.maskNmsThresh()) {
      return Optional.of("duplicate");
    }
    return mask.mask().containment(surer.mask()) > settings.containmentThresh()
        ? Optional.of("contained")
        : Optional.empty();
  }

  private static <T> Optional<T> drop(String reason, Map<String, Long> dropped) {
    dropped.merge(reason, 1L, Long::sum);
    return Optional.empty();
  }
}
