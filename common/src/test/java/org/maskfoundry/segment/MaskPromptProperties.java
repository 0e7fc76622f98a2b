package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.ModelFrame;

class MaskPromptProperties {

  /** Samples of a cell along a side: dense enough to tell a wrong cell from a rounded one. */
  private static final int SAMPLES = 16;

  private static RleMask random(int height, int width, long seed) {
    Random random = new Random(seed);
    byte[] bitmap = new byte[height * width];
    for (int pixel = 0; pixel < bitmap.length; pixel++) {
      bitmap[pixel] = (byte) (random.nextInt(3) == 0 ? 1 : 0);
    }
    return RleMask.ofBitmap(height, width, bitmap);
  }

  @Property(tries = 100)
  void aCellIsAsSureAsItIsCovered(
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 4) int quarters,
      @ForAll long seed) {
    RleMask mask = random(height, width, seed);
    int maskSize = 4 * quarters;
    ModelFrame frame = ModelFrame.of(height, width, 4 * maskSize);

    float[] logits = MaskPrompt.logits(mask, frame, maskSize);

    for (int row = 0; row < maskSize; row++) {
      for (int column = 0; column < maskSize; column++) {
        double sampled = sampledCoverage(mask, frame, maskSize, row, column);
        assertThat(logits[row * maskSize + column])
            .as("cell %d,%d", row, column)
            .isCloseTo((float) (20 * sampled - 10), within(5f));
      }
    }
  }

  private static double sampledCoverage(
      RleMask mask, ModelFrame frame, int maskSize, int row, int column) {
    int inside = 0;
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < SAMPLES; j++) {
        double modelY = (row + (i + 0.5) / SAMPLES) * frame.modelSize() / maskSize;
        double modelX = (column + (j + 0.5) / SAMPLES) * frame.modelSize() / maskSize;
        int x = (int) Math.floor(modelX / frame.scaleX());
        int y = (int) Math.floor(modelY / frame.scaleY());
        inside += mask.contains(x, y) ? 1 : 0;
      }
    }
    return inside / (double) (SAMPLES * SAMPLES);
  }

  @Property(tries = 50)
  void theCellsTogetherCoverTheMask(
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll long seed) {
    RleMask mask = random(height, width, seed);
    ModelFrame frame = ModelFrame.of(height, width, 64);

    double cells = 0;
    for (float logit : MaskPrompt.logits(mask, frame, 16)) {
      cells += (logit + 10) / 20;
    }

    double pixelsOfACell = 16 / (frame.scaleX() * frame.scaleY());
    assertThat(cells * pixelsOfACell).isCloseTo(mask.area(), within(1e-3 * mask.area() + 1e-3));
  }

  @Example
  void paddingIsOutside() {
    float[] logits = MaskPrompt.logits(RleMask.full(10, 20), ModelFrame.of(10, 20, 16), 4);

    assertThat(logits)
        .containsExactly(10, 10, 10, 10, 10, 10, 10, 10, -10, -10, -10, -10, -10, -10, -10, -10);
  }

  @Example
  void aMaskOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> MaskPrompt.logits(RleMask.full(20, 10), ModelFrame.of(10, 20, 16), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20 x 10")
        .hasMessageContaining("10 x 20");
  }
}
