package org.maskfoundry.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;

class PainterTest {

  private static final int HEIGHT = 60;
  private static final int WIDTH = 80;

  /** Columns 20 to 39, rows 10 to 29. */
  private static RleMask square() {
    return RleMask.full(20, 20).paste(HEIGHT, WIDTH, 20, 10);
  }

  private static RgbImage noise() {
    byte[] pixels = new byte[3 * HEIGHT * WIDTH];
    new Random(7).nextBytes(pixels);
    return new RgbImage(HEIGHT, WIDTH, pixels);
  }

  /** Grey, with a bright disc in the square. */
  private static RgbImage disc() {
    byte[] pixels = new byte[3 * HEIGHT * WIDTH];
    for (int pixel = 0; pixel < HEIGHT * WIDTH; pixel++) {
      int row = pixel / WIDTH;
      boolean bright = Math.hypot(pixel % WIDTH - 29.5, row - 19.5) < 8;
      for (int channel = 0; channel < 3; channel++) {
        pixels[3 * pixel + channel] = (byte) (bright ? 250 : 90);
      }
    }
    return new RgbImage(HEIGHT, WIDTH, pixels);
  }

  private static RgbImage painted(PaintSettings settings, RgbImage image, RleMask... masks) {
    try (Painter painter = Painter.of(settings)) {
      return painter.paint(image, List.of(masks));
    }
  }

  private static PaintSettings settings(PaintStyle style, InpaintMethod method) {
    return new PaintSettings(style, method, PaintFormat.AUTO, 95);
  }

  private static PaintSettings style(PaintStyle style) {
    return settings(style, InpaintMethod.TELEA);
  }

  static Stream<PaintSettings> all() {
    return Stream.concat(
        Stream.of(PaintStyle.values()).map(PainterTest::style),
        Stream.of(settings(PaintStyle.INPAINT, InpaintMethod.NAVIER_STOKES)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingOutsideTheMasksChangesAndInsideItDoes(PaintSettings settings) {
    RgbImage image = noise();
    byte[] before = image.pixels().clone();
    byte[] painted = painted(settings, image, square()).pixels();

    int changed = 0;
    for (int pixel = 0; pixel < HEIGHT * WIDTH; pixel++) {
      boolean same =
          painted[3 * pixel] == before[3 * pixel]
              && painted[3 * pixel + 1] == before[3 * pixel + 1]
              && painted[3 * pixel + 2] == before[3 * pixel + 2];
      if (!square().contains(pixel % WIDTH, pixel / WIDTH)) {
        assertThat(same).isTrue();
      } else if (!same) {
        changed++;
      }
    }
    assertThat(changed).isGreaterThan(390);
    assertThat(image.pixels()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(InpaintMethod.class)
  void inpaintedObjectsAreGone(InpaintMethod method) {
    byte[] painted = painted(settings(PaintStyle.INPAINT, method), disc(), square()).pixels();

    for (byte value : painted) {
      assertThat(value & 0xff).isBetween(80, 100);
    }
  }

  @Test
  void blurredObjectsLoseTheirEdges() {
    byte[] painted = painted(style(PaintStyle.BLUR), disc(), square()).pixels();
    int steepest = 0;
    for (int x = 21; x < 39; x++) {
      int left = painted[3 * (19 * WIDTH + x)] & 0xff;
      int right = painted[3 * (19 * WIDTH + x + 1)] & 0xff;
      steepest = Math.max(steepest, Math.abs(left - right));
    }

    assertThat(steepest).isBetween(1, 60);
  }

  @Test
  void solidMasksHideWhatIsBelowEachInItsColour() {
    RleMask second = RleMask.full(5, 5).paste(HEIGHT, WIDTH, 60, 40);
    byte[] painted = painted(style(PaintStyle.SOLID), noise(), square(), second).pixels();
    int first = 3 * (15 * WIDTH + 25);
    int other = 3 * (42 * WIDTH + 62);

    assertThat(painted[first] & 0xff).isEqualTo(MaskColour.of(0).red());
    assertThat(painted[other + 2] & 0xff).isEqualTo(MaskColour.of(1).blue());
  }

  @Test
  void masksOfAnotherImageAreRefused() {
    RleMask transposed = RleMask.full(WIDTH, HEIGHT);

    assertThatThrownBy(() -> painted(style(PaintStyle.BLUR), noise(), transposed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("60 x 80");
  }
}
