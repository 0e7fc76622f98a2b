package org.maskfoundry.model;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.stream.IntStream;
import org.maskfoundry.model.dialect.DecoderAnswer;

/**
 * The model's answer to a batch of prompts.
 *
 * @param prompts N
 * @param masksPerPrompt M, 1 or 3
 * @param maskSize m, the side of the low-resolution logits
 * @param places {@code [N * M]}: where a mask's logits lie, {@link DecoderAnswer#NOT_DRAWN} where
 *     it was not wanted
 * @param logits low-resolution logits {@code [K, m, m]} of the masks that were drawn, above the
 *     model's mask threshold inside
 * @param predictedIous predicted IoU {@code [N, M]}
 */
public record DecodedMasks(
    int prompts,
    int masksPerPrompt,
    int maskSize,
    IntBuffer places,
    FloatBuffer logits,
    FloatBuffer predictedIous) {

  /**
   * An answer in which every mask is drawn.
   *
   * @param logits {@code [N, M, m, m]}
   */
  public static DecodedMasks ofAll(
      int prompts,
      int masksPerPrompt,
      int maskSize,
      FloatBuffer logits,
      FloatBuffer predictedIous) {
    IntBuffer places = IntBuffer.wrap(IntStream.range(0, prompts * masksPerPrompt).toArray());
    return new DecodedMasks(prompts, masksPerPrompt, maskSize, places, logits, predictedIous);
  }

  /** Predicted IoU of a prompt's mask. */
  public float predictedIou(int prompt, int mask) {
    return predictedIous.get(prompt * masksPerPrompt + mask);
  }

  /** Whether there are logits of a prompt's mask. */
  public boolean isDrawn(int prompt, int mask) {
    return places.get(prompt * masksPerPrompt + mask) != DecoderAnswer.NOT_DRAWN;
  }

  /**
   * A copy of one mask's logits {@code [m, m]}, row-major.
   *
   * @throws IllegalStateException where the mask is not drawn
   */
  public float[] logits(int prompt, int mask) {
    float[] copy = new float[maskSize * maskSize];
    logits(prompt, mask, copy);
    return copy;
  }

  /**
   * Copies one mask's logits {@code [m, m]}, row-major, into {@code target}.
   *
   * @throws IllegalStateException where the mask is not drawn
   */
  public void logits(int prompt, int mask, float[] target) {
    if (!isDrawn(prompt, mask)) {
      throw new IllegalStateException(
          "Mask %d of prompt %d was not wanted and is not drawn".formatted(mask, prompt));
    }
    int length = maskSize * maskSize;
    logits.get(places.get(prompt * masksPerPrompt + mask) * length, target, 0, length);
  }
}
