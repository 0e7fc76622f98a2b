package org.maskfoundry.bench;

import java.util.Arrays;
import java.util.Random;

/** What the logits of a comparison show. */
enum LogitShape {
  /** An object of a third of the image's height or more. */
  BLOB,
  /** An object of a twentieth of the image's height. */
  SMALL,
  /** A blob whose border is ragged, as that of leaves is, with specks around it. */
  RAGGED,
  EMPTY,
  FULL;

  private static final long SEED = 20;
  private static final float FAR = 12;
  private static final double SMALL_SHARE = 0.025;
  private static final double ROUGHNESS = 4;

  /** The logits {@code [256, 256]} in an image of that size; the same ones every time. */
  float[] logits(int height, int width) {
    Blob blob = Blob.random(new Random(SEED), height, width);
    return switch (this) {
      case BLOB -> BlobLogits.of(blob, height, width);
      case SMALL ->
          BlobLogits.of(
              new Blob(blob.centerX(), blob.centerY(), SMALL_SHARE * height, blob.swings()),
              height,
              width);
      case RAGGED -> roughened(BlobLogits.of(blob, height, width));
      case EMPTY -> constant(-FAR);
      case FULL -> constant(FAR);
    };
  }

  private static float[] roughened(float[] logits) {
    Random random = new Random(SEED);
    for (int i = 0; i < logits.length; i++) {
      logits[i] += (float) (ROUGHNESS * random.nextGaussian());
    }
    return logits;
  }

  private static float[] constant(float logit) {
    float[] logits = new float[BlobLogits.MASK_SIZE * BlobLogits.MASK_SIZE];
    Arrays.fill(logits, logit);
    return logits;
  }
}
