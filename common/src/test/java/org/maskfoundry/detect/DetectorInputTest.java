package org.maskfoundry.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.maskfoundry.detect.DetectorSettings.ColourOrder;
import org.maskfoundry.detect.DetectorSettings.PixelRange;
import org.maskfoundry.detect.DetectorSettings.Resizing;
import org.maskfoundry.image.RgbImage;

class DetectorInputTest {

  /** An image of 2 x 4 pixels of one colour. */
  private static RgbImage image() {
    byte[] pixels = new byte[3 * 2 * 4];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) 255;
      pixels[i + 1] = 51;
    }
    return new RgbImage(2, 4, pixels);
  }

  @Test
  void theLetterboxCentresTheImageBetweenGrey() {
    DetectorInput input = DetectorInput.of(image(), Resizing.LETTERBOX, 8, 8);
    FloatBuffer red = input.values(ColourOrder.RGB, PixelRange.BYTE);

    assertThat(input.top()).isEqualTo(2);
    assertThat(input.left()).isZero();
    assertThat(input.scaleX()).isEqualTo(2);
    for (int pixel = 0; pixel < 64; pixel++) {
      int row = pixel / 8;
      assertThat(red.get(pixel)).isEqualTo(row >= 2 && row < 6 ? 255f : 114f);
    }
    DetectedBox back = input.inImage(new DetectedBox(0, 2, 8, 6, 1));
    assertThat(back).isEqualTo(new DetectedBox(0, 0, 4, 2, 1));
  }

  @Test
  void squashedImagesFillTheFrame() {
    DetectorInput input = DetectorInput.of(image(), Resizing.SQUASH, 8, 8);

    assertThat(input.values(ColourOrder.RGB, PixelRange.BYTE).get(0)).isEqualTo(255f);
    assertThat(input.inImage(new DetectedBox(0, 0, 8, 8, 1)))
        .isEqualTo(new DetectedBox(0, 0, 4, 2, 1));
  }

  @Test
  void channelsAndRangesAreAsTheGraphWantsThem() {
    DetectorInput input = DetectorInput.of(image(), Resizing.ORIGINAL, 0, 0);

    FloatBuffer one = input.values(ColourOrder.RGB, PixelRange.ONE);
    assertThat(one.get(0)).isEqualTo(1f);
    assertThat(one.get(8)).isCloseTo(0.2f, within(1e-6f));
    FloatBuffer reversed = input.values(ColourOrder.BGR, PixelRange.ONE);
    assertThat(reversed.get(0)).isZero();
    assertThat(reversed.get(16)).isEqualTo(1f);
    FloatBuffer imageNet = input.values(ColourOrder.RGB, PixelRange.IMAGENET);
    assertThat(imageNet.get(0)).isCloseTo((1 - 0.485f) / 0.229f, within(1e-5f));
    assertThat(imageNet.get(16)).isCloseTo(-0.406f / 0.225f, within(1e-5f));
  }
}
