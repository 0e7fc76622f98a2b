package org.maskfoundry.bench;

import ai.onnxruntime.OrtException;
import java.util.Arrays;

/**
 * A decoder that filters by predicted IoU, asked by a batch of points over and over, for the three
 * masks of a point.
 */
final class DecoderRun {

  private static final int TOKENS = 4;

  /** A predicted IoU that all masks exceed. */
  static final float ALL = -1e30f;

  /** A predicted IoU that no mask exceeds. */
  static final float NONE = 1e30f;

  private final GraphRun decoder;
  private final int prompts;

  /** A decoder that has its image already; it stays the caller's to close. */
  DecoderRun(GraphRun decoder, int prompts) throws OrtException {
    this.prompts = prompts;
    this.decoder = PromptInputs.points(decoder, prompts);
    decoder.input("wanted_tokens", new float[] {0, 1, 1, 1}, TOKENS);
    keepOver(NONE);
  }

  /** The predicted IoU that a share of the masks, from 0 to 1, exceeds. */
  float threshold(double share) throws OrtException {
    float[] ious = keepOver(NONE).decoder.floats("iou_predictions");
    float[] wanted = new float[(TOKENS - 1) * ious.length / TOKENS];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = ious[TOKENS * (i / (TOKENS - 1)) + 1 + i % (TOKENS - 1)];
    }
    Arrays.sort(wanted);
    return wanted[wanted.length - 1 - (int) Math.round(wanted.length * share)];
  }

  /** Keeps the masks whose predicted IoU is greater. */
  DecoderRun keepOver(float threshold) throws OrtException {
    decoder.input("pred_iou_thresh", new float[] {threshold}, 1);
    return this;
  }

  /** The share of the prompts that have a mask which is kept, from 0 to 1. */
  double drawnShare() throws OrtException {
    long[] kept = decoder.longs("kept");
    return Arrays.stream(kept).map(place -> place / TOKENS).distinct().count() / (double) prompts;
  }

  void run() throws OrtException {
    decoder.run();
  }
}
