package org.maskfoundry.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

  private static final ImageDecoder DECODER = new ImageDecoder(ImageSettings.defaults());
  private static final byte[] JPEG = TestFiles.redAndBlue("jpg", BufferedImage.TYPE_INT_RGB);
  private static final byte[] PNG = TestFiles.redAndBlue("png", BufferedImage.TYPE_INT_RGB);

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "tiff"})
  void colourFormatsAreReadAsRgb(String format) throws ImageException {
    RgbImage image =
        DECODER.decode(TestFiles.redAndBlue(format, BufferedImage.TYPE_INT_RGB), "a." + format);
    assertThat(image.width()).isEqualTo(TestFiles.WIDTH);
    assertThat(image.height()).isEqualTo(TestFiles.HEIGHT);
    assertPixel(image, 2, 8, 255, 0, 0);
    assertPixel(image, 21, 8, 0, 0, 255);
  }

  @Test
  void webpIsRead() throws ImageException {
    RgbImage original = DECODER.decode(PNG, "a.png");
    byte[] webp = OpenCv.encode(original, ".webp");
    assertPixel(DECODER.decode(webp, "a.webp"), 2, 8, 255, 0, 0);
    assertThat(problem(Arrays.copyOf(webp, webp.length - 20))).isEqualTo(ImageProblem.TRUNCATED);
  }

  @Test
  void palettesBecomeColours() throws ImageException {
    byte[] palette = TestFiles.redAndBlue("png", BufferedImage.TYPE_BYTE_INDEXED);
    assertPixel(DECODER.decode(palette, "a.png"), 21, 3, 0, 0, 255);
  }

  @Test
  void greyBecomesThreeEqualChannels() throws ImageException {
    byte[] grey = TestFiles.redAndBlue("png", BufferedImage.TYPE_BYTE_GRAY);
    RgbImage image = DECODER.decode(grey, "a.png");
    assertThat(image.pixels()[0]).isEqualTo(image.pixels()[1]).isEqualTo(image.pixels()[2]);
  }

  @Test
  void sixteenBitsKeepTheirHighByte() throws ImageException {
    assertPixel(DECODER.decode(TestFiles.sixteenBitPng(0x9cff), "a.png"), 0, 0, 0x9c, 0x9c, 0x9c);
  }

  @Test
  void transparencyIsDroppedNotBlended() throws ImageException {
    assertPixel(DECODER.decode(TestFiles.halfTransparentRed(), "a.png"), 5, 5, 255, 0, 0);
  }

  @Test
  void theNameDoesNotDecideTheFormat() throws ImageException {
    assertThat(DECODER.decode(PNG, "photo.jpg").width()).isEqualTo(TestFiles.WIDTH);
  }

  @Test
  void exifOrientationIsIgnoredUnlessAsked() throws ImageException {
    byte[] turned = TestFiles.withOrientation(JPEG, 6);
    assertThat(DECODER.decode(turned, "a.jpg").width()).isEqualTo(TestFiles.WIDTH);
    RgbImage upright =
        new ImageDecoder(new ImageSettings(ExifOrientation.APPLY, 200)).decode(turned, "a.jpg");
    assertThat(upright.width()).isEqualTo(TestFiles.HEIGHT);
    assertThat(upright.height()).isEqualTo(TestFiles.WIDTH);
    assertPixel(upright, 8, 2, 255, 0, 0);
    assertPixel(upright, 8, 21, 0, 0, 255);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aTiffIsNotTurnedUnlessAskedEither(int orientation) throws ImageException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      byte[] tiff = TestFiles.redAndBlueTiff(order, orientation);

      RgbImage stored = DECODER.decode(tiff, "a.tif");

      assertThat(stored.width()).isEqualTo(TestFiles.WIDTH);
      assertThat(DECODER.size(tiff, "a.tif"))
          .isEqualTo(new ImageSize(stored.width(), stored.height()));
      assertPixel(stored, 2, 8, 255, 0, 0);
      assertPixel(stored, 21, 8, 0, 0, 255);
    }
  }

  @Test
  void aTiffIsTurnedWhereAsked() throws ImageException {
    ImageDecoder turning = new ImageDecoder(new ImageSettings(ExifOrientation.APPLY, 200));
    byte[] tiff = TestFiles.redAndBlueTiff(ByteOrder.LITTLE_ENDIAN, 6);

    RgbImage upright = turning.decode(tiff, "a.tif");

    assertThat(turning.size(tiff, "a.tif"))
        .isEqualTo(new ImageSize(upright.width(), upright.height()));
    assertThat(upright.width()).isEqualTo(TestFiles.HEIGHT);
    assertPixel(upright, 8, 2, 255, 0, 0);
    assertPixel(upright, 8, 21, 0, 0, 255);
  }

  @Test
  void emptyFilesAndTextAreNoImages() {
    assertThat(problem(new byte[0])).isEqualTo(ImageProblem.EMPTY_FILE);
    assertThat(problem("a letter, not a picture".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ImageProblem.NOT_AN_IMAGE);
    assertThat(problem("GIF89a..".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(ImageProblem.UNSUPPORTED_FORMAT);
  }

  @Test
  void messagesNameTheFileAndTheRemedy() {
    ImageException refused =
        catchThrowableOfType(
            ImageException.class, () -> DECODER.decode(new byte[0], "cats/tom.jpg"));
    assertThat(refused).hasMessageStartingWith("cats/tom.jpg: ").hasMessageContaining("again");
  }

  @Test
  void everyCutOfAJpegOrPngIsNoticed() {
    for (byte[] file : new byte[][] {JPEG, PNG}) {
      for (int length = 12; length < file.length; length += 7) {
        assertThat(problem(Arrays.copyOf(file, length)))
            .describedAs("cut to %d of %d", length, file.length)
            .isEqualTo(ImageProblem.TRUNCATED);
      }
    }
  }

  @Test
  void whatFollowsTheImageDoesNotMatter() throws ImageException {
    assertThat(DECODER.decode(Arrays.copyOf(JPEG, JPEG.length + 100), "a.jpg").height())
        .isEqualTo(TestFiles.HEIGHT);
  }

  @Test
  void theThumbnailsEndIsNotTheImagesEnd() {
    byte[] cut = Arrays.copyOf(JPEG, JPEG.length - 2);
    byte[] comment = new byte[cut.length + 6];
    System.arraycopy(cut, 0, comment, 0, 2);
    System.arraycopy(
        new byte[] {(byte) 0xff, (byte) 0xfe, 0, 4, (byte) 0xff, (byte) 0xd9}, 0, comment, 2, 6);
    System.arraycopy(cut, 2, comment, 8, cut.length - 2);
    assertThat(problem(comment)).isEqualTo(ImageProblem.TRUNCATED);
  }

  @Test
  void tooManyPixelsAreRefusedByTheHeaderAlone() {
    byte[] bomb = PNG.clone();
    // IHDR: width and height at bytes 16 and 20; nothing of that size is ever allocated.
    System.arraycopy(new byte[] {0, 1, 0, 0, 0, 1, 0, 0}, 0, bomb, 16, 8);
    ImageException refused =
        catchThrowableOfType(ImageException.class, () -> DECODER.decode(bomb, "bomb.png"));
    assertThat(refused.problem()).isEqualTo(ImageProblem.TOO_MANY_PIXELS);
    assertThat(refused).hasMessageContaining("65536 x 65536").hasMessageContaining("200.0");
  }

  @Test
  void brokenFilesGiveAnImageOrAReasonAndNothingElse() {
    Random random = new Random(7);
    String[] formats = {"jpg", "png", "bmp", "tiff"};
    int refused = 0;
    for (int round = 0; round < 1200; round++) {
      byte[] file =
          TestFiles.redAndBlue(formats[round % formats.length], BufferedImage.TYPE_INT_RGB);
      for (int flip = 0; flip <= random.nextInt(8); flip++) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(3) == 0 ? random.nextInt(file.length) : file.length;
      try {
        RgbImage image = DECODER.decode(Arrays.copyOf(file, length), "broken");
        assertThat(image.pixels()).hasSize(3 * image.height() * image.width());
      } catch (ImageException expected) {
        assertThat(expected).hasMessageStartingWith("broken: ");
        refused++;
      }
    }
    assertThat(refused).isBetween(300, 1199);
  }

  private static ImageProblem problem(byte[] file) {
    ImageException refused =
        catchThrowableOfType(ImageException.class, () -> DECODER.decode(file, "a"));
    return refused == null ? null : refused.problem();
  }

  private static void assertPixel(RgbImage image, int x, int y, int... rgb) {
    for (int channel = 0; channel < 3; channel++) {
      int value = image.pixels()[3 * (y * image.width() + x) + channel] & 0xff;
      assertThat(value)
          .describedAs("channel %d at %d,%d", channel, x, y)
          .isCloseTo(rgb[channel], within(12));
    }
  }
}
