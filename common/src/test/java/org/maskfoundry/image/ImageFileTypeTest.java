package org.maskfoundry.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFileTypeTest {

  private static final byte[] PNG = ImageWriter.png(new RgbImage(1, 1, new byte[3]));
  private static final byte[] JPEG = ImageWriter.jpeg(new RgbImage(1, 1, new byte[3]), 90);

  @ParameterizedTest
  @CsvSource({
    "a.jpg, jpg",
    "a.JPG, JPG",
    "b.c/a.jpeg, jpeg",
    "a.png, jpg",
    "a, jpg",
    "b.png/a, jpg",
    "a., jpg"
  })
  void theContentDecidesAndANameThatFitsIsKept(String name, String extension) {
    assertThat(ImageFileType.extension(JPEG, name)).contains(extension);
  }

  @Test
  void formatsAreToldApart() {
    assertThat(ImageFileType.extension(PNG, "a.jpg")).contains("png");
    assertThat(ImageFileType.extension(new byte[0], "a.xyz")).contains("xyz");
    assertThat(ImageFileType.extension(new byte[0], "a")).isEmpty();
  }
}
