package org.maskfoundry.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.maskfoundry.mask.LogitUpsampler;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.mask.UpsampledLogits;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.prompt.CropBox;
import org.maskfoundry.prompt.PointPrompt;

/**
 * Turns a batch of answers into candidates: cheap tests first, so that what fails predicted IoU is
 * never looked at and what fails stability is never drawn.
 */
final class CandidateFilter {

  private final GeneratorSettings settings;
  private final float maskThreshold;
  private final int imageHeight;
  private final int imageWidth;
  private final DropCounts dropped;

  CandidateFilter(
      GeneratorSettings settings,
      float maskThreshold,
      int imageHeight,
      int imageWidth,
      DropCounts dropped) {
    this.settings = settings;
    this.maskThreshold = maskThreshold;
    this.imageHeight = imageHeight;
    this.imageWidth = imageWidth;
    this.dropped = dropped;
  }

  /** The candidates among the answers to points given in the frame of the crop. */
  List<Candidate> candidates(
      DecodedMasks answers, List<PointPrompt> points, CropBox crop, LogitUpsampler upsampler) {
    List<Candidate> candidates = new ArrayList<>();
    float[] logits = new float[answers.maskSize() * answers.maskSize()];
    for (int prompt = 0; prompt < answers.prompts(); prompt++) {
      for (int mask = 0; mask < answers.masksPerPrompt(); mask++) {
        float predictedIou = answers.predictedIou(prompt, mask);
        if (!(predictedIou > settings.leastPredictedIou())) {
          dropped.add(DropReason.PREDICTED_IOU);
          continue;
        }
        answers.logits(prompt, mask, logits);
        candidate(upsampler.upsample(logits), predictedIou, points.get(prompt), crop)
            .ifPresent(candidates::add);
      }
    }
    return candidates;
  }

  private Optional<Candidate> candidate(
      UpsampledLogits logits, float predictedIou, PointPrompt point, CropBox crop) {
    OptionalDouble stability =
        logits.stabilityFrom(
            (float) settings.stabilityScoreThresh(),
            maskThreshold,
            (float) settings.stabilityScoreOffset());
    if (stability.isEmpty()) {
      return drop(DropReason.STABILITY);
    }
    RleMask mask = logits.mask(maskThreshold);
    if (settings.connectedToPrompt()) {
      Optional<RleMask> connected =
          mask.component((int) Math.floor(point.x()), (int) Math.floor(point.y()));
      if (connected.isEmpty()) {
        return drop(DropReason.PROMPT_MISSED);
      }
      mask = connected.get();
    }
    if (coversImage(mask)) {
      return drop(DropReason.WHOLE_IMAGE);
    }
    if (!settings.allowsArea(mask.area())) {
      return drop(DropReason.MASK_AREA);
    }
    Candidate candidate =
        Candidate.inCrop(mask, predictedIou, stability.getAsDouble(), crop, point.x(), point.y());
    return candidate.endsAtCropEdge(imageWidth, imageHeight)
        ? drop(DropReason.CROP_EDGE)
        : Optional.of(candidate);
  }

  private boolean coversImage(RleMask mask) {
    double imageArea = (double) imageHeight * imageWidth;
    return settings.wholeImageThresh().isPresent()
        && mask.area() >= settings.wholeImageThresh().get() * imageArea;
  }

  private Optional<Candidate> drop(DropReason reason) {
    dropped.add(reason);
    return Optional.empty();
  }
}
