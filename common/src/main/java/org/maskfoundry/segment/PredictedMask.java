package org.maskfoundry.segment;

import org.maskfoundry.mask.LogitUpsampler;
import org.maskfoundry.mask.RleMask;

/** One mask a predictor answered with. */
public final class PredictedMask {

  private final float predictedIou;
  private final float[] lowResolutionLogits;
  private final float threshold;
  private final LogitUpsampler upsampler;

  PredictedMask(
      float predictedIou, float[] lowResolutionLogits, float threshold, LogitUpsampler upsampler) {
    this.predictedIou = predictedIou;
    this.lowResolutionLogits = lowResolutionLogits;
    this.threshold = threshold;
    this.upsampler = upsampler;
  }

  /** The model's own estimate of the mask's IoU with the object. */
  public float predictedIou() {
    return predictedIou;
  }

  /** The pixels above the model's mask threshold, in the frame of the image; may be empty. */
  public RleMask mask() {
    return upsampler.upsample(lowResolutionLogits).mask(threshold);
  }

  /**
   * IoU of the mask cut above and below the model's mask threshold.
   *
   * @param offset how far above and below, in logits
   */
  public double stability(double offset) {
    return upsampler.upsample(lowResolutionLogits).stability(threshold, (float) offset);
  }

  /** The logits at the image's size, {@code [height, width]}, row-major. */
  public float[] logits() {
    return upsampler.upsample(lowResolutionLogits).toArray();
  }

  /** The model's own logits {@code [m, m]}, row-major: what a later prompt may take as its mask. */
  public float[] lowResolutionLogits() {
    return lowResolutionLogits.clone();
  }
}
