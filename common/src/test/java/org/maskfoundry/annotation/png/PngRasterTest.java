package org.maskfoundry.annotation.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngRasterTest {

  private static byte[] grey(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Random random = new Random(3);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.getRaster().setSample(x, y, 0, random.nextInt(4));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static PngRaster read(byte[] png) throws IOException {
    return PngRaster.read(new ByteArrayInputStream(png));
  }

  /** Behind the signature every byte is part of a chunk that states its checksum. */
  @Test
  void aFlippedBitNeverChangesAPixelWithoutAWord() throws IOException {
    byte[] png = grey(12, 9);
    assertThat(read(png).width()).isEqualTo(12);
    for (int bit = 64; bit < 8 * png.length; bit++) {
      byte[] flipped = png.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));

      assertThatThrownBy(() -> read(flipped)).as("bit %d", bit).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    byte[] png = grey(12, 9);
    for (int length = 0; length < png.length; length++) {
      byte[] cut = Arrays.copyOf(png, length);

      assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
    }
  }
}
