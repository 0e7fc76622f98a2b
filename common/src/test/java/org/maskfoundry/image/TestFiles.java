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

  /** The same picture as a TIFF that asks for an orientation (TIFF 6.0, sections 2, 6 and 8). */
  static byte[] redAndBlueTiff(ByteOrder order, int orientation) {
    int entries = 10;
    int bits = 8 + 2 + 12 * entries + 4;
    int pixels = bits + 6;
    ByteBuffer tiff = ByteBuffer.allocate(pixels + 3 * WIDTH * HEIGHT).order(order);
    tiff.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 42).putInt(8).putShort((short) entries);
    int[][] fields = {
      {256, WIDTH}, {257, HEIGHT}, {258, bits}, {259, 1}, {262, 2},
      {273, pixels}, {274, orientation}, {277, 3}, {278, HEIGHT}, {279, 3 * WIDTH * HEIGHT}
    };
    for (int[] field : fields) {
      boolean isLong = field[0] == 273 || field[0] == 279;
      tiff.putShort((short) field[0]).putShort((short) (isLong ? 4 : 3));
      tiff.putInt(field[0] == 258 ? 3 : 1);
      if (isLong || field[0] == 258) {
        tiff.putInt(field[1]);
      } else {
        tiff.putShort((short) field[1]).putShort((short) 0);
      }
    }
    tiff.putInt(0).putShort((short) 8).putShort((short) 8).putShort((short) 8);
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      boolean red = pixel % WIDTH < WIDTH / 2;
      tiff.put((byte) (red ? 255 : 0)).put((byte) 0).put((byte) (red ? 0 : 255));
    }
    return tiff.array();
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
