package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.FloatRange;

/**
 * Compares with two plain bilinear resizes of full arrays, which the product itself never makes.
 */
class LogitUpsamplerProperties {

  private static final float ROUNDING = 2e-5f;

  record Case(int maskSize, int modelSize, int height, int width, long seed, float scale) {

    int resized(int side) {
      return Math.max(1, (int) (side * (modelSize / (double) Math.max(height, width)) + 0.5));
    }

    LogitUpsampler upsampler() {
      return new LogitUpsampler(
          maskSize, modelSize, resized(height), resized(width), height, width);
    }

    /** Smooth random logits: a few waves, so that there are large areas as well as borders. */
    float[] logits() {
      Random random = new Random(seed);
      float[] logits = new float[maskSize * maskSize];
      double a = random.nextDouble() * 3;
      double b = random.nextDouble() * 3;
      double shift = random.nextDouble() * 2 - 1;
      for (int i = 0; i < logits.length; i++) {
        double x = (i % maskSize) / (double) maskSize * 6;
        int row = i / maskSize;
        double y = row / (double) maskSize * 6;
        double noise = random.nextGaussian() * 0.05;
        logits[i] = (float) (scale * (Math.sin(a * x) * Math.cos(b * y) + shift + noise));
      }
      return logits;
    }

    float[] plain() {
      float[] square = resize(logits(), maskSize, maskSize, modelSize, modelSize);
      int innerHeight = resized(height);
      int innerWidth = resized(width);
      float[] inner = new float[innerHeight * innerWidth];
      for (int y = 0; y < innerHeight; y++) {
        System.arraycopy(square, y * modelSize, inner, y * innerWidth, innerWidth);
      }
      return resize(inner, innerHeight, innerWidth, height, width);
    }
  }

  private static float[] resize(float[] from, int height, int width, int toHeight, int toWidth) {
    float[] to = new float[toHeight * toWidth];
    float scaleY = (float) height / toHeight;
    float scaleX = (float) width / toWidth;
    for (int y = 0; y < toHeight; y++) {
      float sourceY = Math.max(0, scaleY * (y + 0.5f) - 0.5f);
      int top = (int) sourceY;
      int bottom = Math.min(top + 1, height - 1);
      float down = sourceY - top;
      for (int x = 0; x < toWidth; x++) {
        float sourceX = Math.max(0, scaleX * (x + 0.5f) - 0.5f);
        int left = (int) sourceX;
        int right = Math.min(left + 1, width - 1);
        float across = sourceX - left;
        float upper = (1 - across) * from[top * width + left] + across * from[top * width + right];
        float lower =
            (1 - across) * from[bottom * width + left] + across * from[bottom * width + right];
        to[y * toWidth + x] = (1 - down) * upper + down * lower;
      }
    }
    return to;
  }

  @Provide
  Arbitrary<Case> cases() {
    return Combinators.combine(
            Arbitraries.of(3, 4, 16, 31),
            Arbitraries.of(1, 2, 4, 7),
            Arbitraries.integers().between(1, 220),
            Arbitraries.integers().between(1, 220),
            Arbitraries.longs(),
            Arbitraries.of(0.2f, 1f, 20f))
        .as(
            (maskSize, factor, height, width, seed, scale) ->
                new Case(maskSize, maskSize * factor, height, width, seed, scale));
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void everyLogitIsThatOfTwoPlainResizes(@ForAll("cases") Case given) {
    float[] expected = given.plain();
    UpsampledLogits upsampled = given.upsampler().upsample(given.logits());
    float[] all = upsampled.toArray();
    for (int i = 0; i < expected.length; i++) {
      float tolerance = ROUNDING * Math.max(1, given.scale());
      assertThat(all[i]).isCloseTo(expected[i], within(tolerance));
    }
    int x = given.width() - 1;
    int y = given.height() / 2;
    assertThat(upsampled.at(x, y))
        .isCloseTo(expected[y * given.width() + x], within(ROUNDING * Math.max(1, given.scale())));
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void theMaskIsTheFullArrayCut(@ForAll("cases") Case given) {
    UpsampledLogits upsampled = given.upsampler().upsample(given.logits());
    for (float threshold : new float[] {-1, 0, 0.3f}) {
      byte[] cut = cut(upsampled.toArray(), threshold);
      RleMask expected = RleMask.ofBitmap(given.height(), given.width(), cut);
      RleMask mask = upsampled.mask(threshold);
      assertThat(pixelsThatDiffer(mask, expected)).isLessThanOrEqualTo(cut.length / 10_000);
      assertThat(upsampled.area(threshold)).isEqualTo(mask.area());
      assertThat(RleMask.ofRuns(given.height(), given.width(), mask.runs())).isEqualTo(mask);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void stabilityIsTheShareOfTheLowerCutThatStays(@ForAll("cases") Case given) {
    UpsampledLogits upsampled = given.upsampler().upsample(given.logits());
    long above = upsampled.area(1f);
    long aboveLower = upsampled.area(-1f);
    double expected = aboveLower == 0 ? 0 : (float) above / (float) aboveLower;
    assertThat(upsampled.stability(0, 1)).isEqualTo(expected);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void stabilityIsToldExactlyWhereItIsEnough(
      @ForAll("cases") Case given,
      @ForAll @FloatRange(min = 0, max = 1) float any,
      @ForAll @FloatRange(min = 0, max = 2) float offset) {
    UpsampledLogits upsampled = given.upsampler().upsample(given.logits());
    float stability = (float) upsampled.stability(0, offset);
    for (float least : new float[] {0, any, Math.nextDown(stability), stability}) {
      OptionalDouble told = upsampled.stabilityFrom(least, 0, offset);
      assertThat(told.isPresent())
          .as("at least %s of %s", least, stability)
          .isEqualTo(stability >= least);
      told.ifPresent(value -> assertThat((float) value).isEqualTo(stability));
    }
    assertThat(upsampled.stabilityFrom(Math.nextUp(stability), 0, offset)).isEmpty();
  }

  @Example
  void constantLogitsFillTheCropOrLeaveItEmpty() {
    LogitUpsampler upsampler = new LogitUpsampler(16, 64, 64, 48, 640, 480);
    float[] logits = new float[256];
    assertThat(upsampler.upsample(logits).mask(0).isEmpty()).isTrue();
    assertThat(upsampler.upsample(logits).mask(-0.5f)).isEqualTo(RleMask.full(640, 480));
  }

  @Example
  void sizesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new LogitUpsampler(16, 8, 8, 8, 10, 10))
        .hasMessageContaining("mask 16, model 8");
    LogitUpsampler upsampler = new LogitUpsampler(16, 64, 64, 64, 10, 10);
    assertThatThrownBy(() -> upsampler.upsample(new float[255])).hasMessageContaining("found 255");
  }

  private static int pixelsThatDiffer(RleMask one, RleMask other) {
    return one.difference(other).area() + other.difference(one).area();
  }

  private static byte[] cut(float[] logits, float threshold) {
    byte[] cut = new byte[logits.length];
    for (int i = 0; i < logits.length; i++) {
      cut[i] = (byte) (logits[i] > threshold ? 1 : 0);
    }
    return cut;
  }

  private static org.assertj.core.data.Offset<Float> within(float tolerance) {
    return org.assertj.core.api.Assertions.within(tolerance);
  }
}
