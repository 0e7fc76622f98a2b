package org.maskfoundry.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Small image files of many kinds, made by another codec than the one under test. */
final class TestFiles {

  static final int WIDTH = 24;
  static final int HEIGHT = 16;

  private TestFiles() {}

  /** Left half red, right half blue. */
  static byte[] redAndBlue(String format, int bufferedImageType) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, bufferedImageType);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, WIDTH / 2, HEIGHT);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(WIDTH / 2, 0, WIDTH / 2, HEIGHT);
    graphics.dispose();
    return write(image, format);
  }

  /** A grey PNG of 16 bits a pixel, every pixel of that value. */
  static byte[] sixteenBitPng(int value) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
    short[] data = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
    Arrays.fill(data, (short) value);
    return write(image, "png");
  }

  /** A PNG of red that is half transparent. */
  static byte[] halfTransparentRed() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, 0x80ff0000);
    }
    return write(image, "png");
  }

  /** The JPEG with an EXIF block that asks for an orientation (Exif 2.32, tag 0x0112). */
  static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36).order(ByteOrder.BIG_ENDIAN);
    exif.putShort((short) 0xffe1).putShort((short) 34);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    byte[] file = new byte[jpeg.length + exif.capacity()];
    System.arraycopy(jpeg, 0, file, 0, 2);
    System.arraycopy(exif.array(), 0, file, 2, exif.capacity());
    System.arraycopy(jpeg, 2, file, 2 + exif.capacity(), jpeg.length - 2);
    return file;
  }

  private static byte[] write(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("No writer for " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
