package org.maskfoundry.model;

import java.nio.FloatBuffer;

/**
 * The model's answer to a batch of prompts.
 *
 * @param prompts N
 * @param masksPerPrompt M, 1 or 3
 * @param maskSize m, the side of the low-resolution logits
 * @param logits low-resolution logits {@code [N, M, m, m]}, above the model's mask threshold inside
 * @param predictedIous predicted IoU {@code [N, M]}
 */
public record DecodedMasks(
    int prompts, int masksPerPrompt, int maskSize, FloatBuffer logits, FloatBuffer predictedIous) {

  /** Predicted IoU of a prompt's mask. */
  public float predictedIou(int prompt, int mask) {
    return predictedIous.get(prompt * masksPerPrompt + mask);
  }

  /** A copy of one mask's logits {@code [m, m]}, row-major. */
  public float[] logits(int prompt, int mask) {
    float[] copy = new float[maskSize * maskSize];
    logits(prompt, mask, copy);
    return copy;
  }

  /** Copies one mask's logits {@code [m, m]}, row-major, into {@code target}. */
  public void logits(int prompt, int mask, float[] target) {
    int length = maskSize * maskSize;
    logits.get((prompt * masksPerPrompt + mask) * length, target, 0, length);
  }
}
