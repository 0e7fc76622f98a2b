package org.maskfoundry.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskfoundry.conformance.ConformanceKit;

class PillowBilinearTest {

  static Stream<String> resizedPhotos() {
    List<String> files =
        Stream.of("sam_nano/", "sam_micro/")
            .flatMap(
                folder -> ConformanceKit.names(folder, ".resized.png").stream().map(folder::concat))
            .toList();
    return files.isEmpty() ? Stream.of("absent") : files.stream();
  }

  @ParameterizedTest
  @MethodSource("resizedPhotos")
  void isPillowsResizeBitByBit(String file) throws Exception {
    RgbImage expected = read(file);
    String photo = file.substring(file.indexOf('/') + 1).replace(".resized.png", ".jpg");
    RgbImage resized =
        PillowBilinear.resize(read("photos/" + photo), expected.height(), expected.width());
    assertThat(Arrays.equals(resized.pixels(), expected.pixels())).isTrue();
  }

  @Test
  void halvingTakesTheTriangleOverFourPixels() {
    // Support 2 around the centre: weights 1, 3, 3, 1 of 8 in the middle; 3, 3, 1 of 7 at the
    // border.
    RgbImage row = greyRow(0, 0, 80, 80, 160, 160);
    assertThat(greys(PillowBilinear.resize(row, 1, 3))).containsExactly(11, 80, 149);
  }

  @Test
  void enlargingInterpolatesAndKeepsTheBorder() {
    assertThat(greys(PillowBilinear.resize(greyRow(0, 100), 1, 4))).containsExactly(0, 25, 75, 100);
  }

  @Test
  void theSameSizeIsTheSameImage() {
    RgbImage row = greyRow(1, 2, 3);
    assertThat(PillowBilinear.resize(row, 1, 3)).isSameAs(row);
  }

  private static RgbImage read(String file) throws IOException, ImageException {
    return new ImageDecoder(ImageSettings.defaults())
        .decode(Files.readAllBytes(ConformanceKit.path(file)), file);
  }

  private static RgbImage greyRow(int... greys) {
    byte[] pixels = new byte[3 * greys.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) greys[i / 3];
    }
    return new RgbImage(1, greys.length, pixels);
  }

  private static int[] greys(RgbImage row) {
    int[] greys = new int[row.width()];
    for (int x = 0; x < greys.length; x++) {
      greys[x] = row.pixels()[3 * x] & 0xff;
    }
    return greys;
  }
}
