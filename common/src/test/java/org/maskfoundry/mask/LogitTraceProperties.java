package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Masks of logits pixel by pixel: only where a logit is the threshold, but for rounding, may its
 * pixel lie on either side.
 */
class LogitTraceProperties {

  private static final float ROUNDING = 1e-6f;

  /** Noise, so that borders are everywhere, thicker than a word of cells and never simple. */
  @Property(tries = 100)
  void noiseIsTracedPixelByPixel(
      @ForAll @IntRange(min = 1, max = 400) int height,
      @ForAll @IntRange(min = 1, max = 400) int width,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[] logits = new float[100 * 100];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
    }

    assertTraced(height, width, logits);
  }

  /** Few values, the thresholds among them: borders that go along logits and along pixels. */
  @Property(tries = 100)
  void stepsAreTracedPixelByPixel(
      @ForAll @IntRange(min = 1, max = 400) int height,
      @ForAll @IntRange(min = 1, max = 400) int width,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[] logits = new float[100 * 100];
    for (int i = 0; i < logits.length; i++) {
      boolean same = i >= 100 && random.nextInt(4) > 0;
      logits[i] = same ? logits[i - 100] : random.nextInt(-2, 3);
    }

    assertTraced(height, width, logits);
  }

  /** Waves whose slope is next to nothing, so that rounding decides about many pixels. */
  @Property(tries = 100)
  void gentleSlopesAreTracedPixelByPixel(
      @ForAll @IntRange(min = 1, max = 400) int height,
      @ForAll @IntRange(min = 1, max = 400) int width,
      @ForAll @IntRange(min = 1, max = 40) int waves) {
    float[] logits = new float[100 * 100];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (1 + 1e-5 * Math.sin(waves * i / 1e4) + 1e-5 * Math.cos(i % 100 / 9.0));
    }

    assertTraced(height, width, logits);
  }

  /** Rows as far from a threshold as rounding may take a pixel, or a hair nearer or farther. */
  @Property(tries = 300)
  void rowsBarelyClearOfTheThresholdAreTracedPixelByPixel(
      @ForAll @IntRange(min = 1, max = 400) int height, @ForAll long seed) {
    Random random = new Random(seed);
    float[] logits = new float[100 * 100];
    int side = 1;
    for (int row = 0; row < 100; row++) {
      side = random.nextInt(3) == 0 ? -side : side;
      double distance = 2e-5 + 6e-8 * random.nextInt(-4, 5);
      Arrays.fill(logits, 100 * row, 100 * row + 100, (float) (1 + side * distance));
    }

    assertTraced(height, 50, logits);
  }

  @Example
  void whatIsNoNumberIsOutside() {
    float[] logits = new float[100 * 100];
    Arrays.fill(logits, 5);
    Arrays.fill(logits, 3000, 6000, Float.NaN);
    UpsampledLogits upsampled = new LogitUpsampler(100, 400, 400, 400, 200, 200).upsample(logits);

    RleMask mask = upsampled.mask(0);

    assertThat(mask.contains(100, 90)).isFalse();
    assertThat(mask.contains(100, 20)).isTrue();
    assertThat(mask.contains(100, 180)).isTrue();
    assertThat(upsampled.area(0)).isEqualTo(mask.area());
  }

  @Example
  void infiniteLogitsFillTheCrop() {
    float[] logits = new float[100 * 100];
    Arrays.fill(logits, Float.POSITIVE_INFINITY);
    LogitUpsampler upsampler = new LogitUpsampler(100, 400, 400, 400, 200, 200);

    assertThat(upsampler.upsample(logits).mask(0)).isEqualTo(RleMask.full(200, 200));
  }

  private static void assertTraced(int height, int width, float[] logits) {
    int longer = Math.max(height, width);
    UpsampledLogits upsampled =
        new LogitUpsampler(
                100,
                400,
                Math.max(1, 400 * height / longer),
                Math.max(1, 400 * width / longer),
                height,
                width)
            .upsample(logits);
    float[] all = upsampled.toArray();
    for (float threshold : new float[] {-1, 0, 0.5f, 1}) {
      RleMask mask = upsampled.mask(threshold);
      byte[] bitmap = mask.toBitmap();
      for (int i = 0; i < all.length; i++) {
        boolean undecided = Math.abs(all[i] - threshold) <= ROUNDING;
        if (!undecided && bitmap[i] == 1 != all[i] > threshold) {
          assertThat(bitmap[i] == 1)
              .as("pixel %d of logit %s", i, all[i])
              .isEqualTo(all[i] > threshold);
        }
      }
      assertThat(upsampled.area(threshold)).isEqualTo(mask.area());
      assertThat(RleMask.ofRuns(height, width, mask.runs())).isEqualTo(mask);
    }
  }
}
