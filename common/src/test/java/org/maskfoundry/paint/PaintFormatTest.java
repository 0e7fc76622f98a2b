package org.maskfoundry.paint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.RgbImage;

class PaintFormatTest {

  @ParameterizedTest
  @CsvSource({
    "AUTO, a/b.jpg, a/b.jpg",
    "AUTO, a/b.JPEG, a/b.JPEG",
    "AUTO, b.png, b.png",
    "AUTO, b.webp, b.webp.png",
    "AUTO, b, b.png",
    "PNG, b.jpg, b.jpg.png",
    "PNG, b.PNG, b.PNG",
    "JPEG, b.png, b.png.jpg",
    "JPEG, a.b/c.tiff, a.b/c.tiff.jpg"
  })
  void picturesAreCalledAsTheirImagesWithAnExtensionThatIsTrue(
      PaintFormat format, String image, String picture) {
    assertThat(format.fileName(image)).isEqualTo(picture);
  }

  @Test
  void pngIsTheSameBitByBit() throws Exception {
    byte[] pixels = new byte[3 * 5 * 7];
    new java.util.Random(1).nextBytes(pixels);
    RgbImage image = new RgbImage(5, 7, pixels);

    byte[] file = PaintFormat.AUTO.encode(image, "b.bmp", 10);

    assertThat(new ImageDecoder(ImageSettings.defaults()).decode(file, "b.png").pixels())
        .isEqualTo(pixels);
  }
}
