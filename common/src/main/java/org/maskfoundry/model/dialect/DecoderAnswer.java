package org.maskfoundry.model.dialect;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a decoder graph answered, token by token.
 *
 * @param prompts B
 * @param tokens T, masks for each prompt
 * @param maskSize m
 * @param places {@code [B * T]}: where the mask of a token lies among {@code logits}, {@link
 *     #NOT_DRAWN} where it was not asked for
 * @param logits {@code [K, m, m]} of the masks that were drawn
 * @param predictedIous {@code [B, T]}
 */
public record DecoderAnswer(
    int prompts,
    int tokens,
    int maskSize,
    IntBuffer places,
    FloatBuffer logits,
    FloatBuffer predictedIous) {

  /** The place of a mask that was not drawn. */
  public static final int NOT_DRAWN = -1;

  /**
   * The answer of a graph that draws every mask.
   *
   * @param logits {@code [B, T, m, m]}
   */
  static DecoderAnswer ofAll(
      int prompts, int tokens, int maskSize, FloatBuffer logits, FloatBuffer predictedIous) {
    IntBuffer places = IntBuffer.wrap(IntStream.range(0, prompts * tokens).toArray());
    return new DecoderAnswer(prompts, tokens, maskSize, places, logits, predictedIous);
  }

  /**
   * The answer of a graph that draws some masks.
   *
   * @param kept {@code [K]}: which, as {@code prompt * T + token}
   */
  static DecoderAnswer ofSome(
      int prompts,
      int tokens,
      int maskSize,
      long[] kept,
      FloatBuffer logits,
      FloatBuffer predictedIous) {
    int[] places = new int[prompts * tokens];
    Arrays.fill(places, NOT_DRAWN);
    for (int place = 0; place < kept.length; place++) {
      places[(int) kept[place]] = place;
    }
    return new DecoderAnswer(
        prompts, tokens, maskSize, IntBuffer.wrap(places), logits, predictedIous);
  }
}
