package org.maskfoundry.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;

class MaskOverlayTest {

  private static final int GREY = 100;

  @Test
  void theEdgeIsSolidTheInsideTranslucentAndTheRestAsItWas() {
    RleMask square = rectangle(5, 5, 1, 1, 3, 3);

    RgbImage drawn = MaskOverlay.draw(grey(5, 5), List.of(square));

    // The first hue is red, 255 and 15 % of it: 0.55 * 100 + 0.45 * 255 = 169.75, and 72.1.
    assertThat(row(drawn, 0)).containsOnly(GREY);
    assertThat(row(drawn, 2))
        .containsExactly(GREY, GREY, GREY, 255, 38, 38, 169, 72, 72, 255, 38, 38, GREY, GREY, GREY);
    assertThat(row(drawn, 1))
        .containsExactly(GREY, GREY, GREY, 255, 38, 38, 255, 38, 38, 255, 38, 38, GREY, GREY, GREY);
  }

  @Test
  void aHoleHasAnEdgeAndIsNotFilled() {
    RleMask ring = rectangle(9, 9, 0, 0, 9, 9).difference(rectangle(9, 9, 4, 4, 1, 1));

    int[] middle = row(MaskOverlay.draw(grey(9, 9), List.of(ring)), 4);

    assertThat(pixel(middle, 4)).containsExactly(GREY, GREY, GREY);
    assertThat(pixel(middle, 3)).containsExactly(255, 38, 38);
    assertThat(pixel(middle, 2)).containsExactly(169, 72, 72);
  }

  @Test
  void theSmallerMaskIsOnTopWhateverTheOrder() {
    RleMask large = rectangle(9, 9, 0, 0, 9, 9);
    RleMask small = rectangle(9, 9, 3, 3, 3, 3);

    for (boolean smallFirst : new boolean[] {true, false}) {
      List<RleMask> masks = smallFirst ? List.of(small, large) : List.of(large, small);
      MaskColour colour = MaskColour.of(smallFirst ? 0 : 1);
      assertThat(pixel(row(MaskOverlay.draw(grey(9, 9), masks), 4), 3))
          .containsExactly(colour.red(), colour.green(), colour.blue());
    }
  }

  @Test
  void edgesGrowWithTheImage() {
    RleMask square = rectangle(1201, 1201, 0, 0, 10, 10);

    int[] fifth = row(MaskOverlay.draw(grey(1201, 1201), List.of(square)), 4);

    assertThat(pixel(fifth, 2)).containsExactly(255, 38, 38);
    assertThat(pixel(fifth, 3)).containsExactly(169, 72, 72);
  }

  @Test
  void theImageItselfIsLeftAlone() {
    RgbImage image = grey(4, 6);

    MaskOverlay.draw(image, List.of(RleMask.full(4, 6), RleMask.empty(4, 6)));

    assertThat(image.pixels()).containsOnly(GREY);
  }

  @Test
  void aHundredMasksHaveAHundredColours() {
    Set<MaskColour> colours = new HashSet<>();
    for (int index = 0; index < 100; index++) {
      colours.add(MaskColour.of(index));
    }

    assertThat(colours).hasSize(100);
  }

  @Test
  void aMaskOfAnotherImageIsRefused() {
    assertThatThrownBy(() -> MaskOverlay.draw(grey(4, 6), List.of(RleMask.full(6, 4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a mask of 4 x 6 (height x width), found 6 x 4");
  }

  private static RgbImage grey(int height, int width) {
    byte[] pixels = new byte[3 * height * width];
    Arrays.fill(pixels, (byte) GREY);
    return new RgbImage(height, width, pixels);
  }

  private static RleMask rectangle(
      int height, int width, int left, int top, int columns, int rows) {
    return RleMask.full(rows, columns).paste(height, width, left, top);
  }

  private static int[] row(RgbImage image, int y) {
    int[] row = new int[3 * image.width()];
    for (int i = 0; i < row.length; i++) {
      row[i] = image.pixels()[y * row.length + i] & 0xff;
    }
    return row;
  }

  private static int[] pixel(int[] row, int x) {
    return Arrays.copyOfRange(row, 3 * x, 3 * x + 3);
  }
}
