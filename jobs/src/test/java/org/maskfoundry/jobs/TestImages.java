package org.maskfoundry.jobs;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small image files, whole and broken. */
public final class TestImages {

  private TestImages() {}

  /** A folder with so many whole images, {@code 000.png} and so on, each of another content. */
  public static void whole(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Files.write(folder.resolve("%03d.png".formatted(i)), png(40, 30, i));
    }
  }

  /** A PNG with a disc whose place follows from {@code seed}. */
  public static byte[] png(int width, int height, int seed) throws IOException {
    return encode(disc(BufferedImage.TYPE_INT_RGB, width, height, seed), "png");
  }

  /** A PNG of one colour. */
  public static byte[] filled(int width, int height, Color colour) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return encode(image, "png");
  }

  /** A folder with what folders of photos have: good files, odd ones, and broken ones. */
  public static void goodAndBroken(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("sub folder"));
    byte[] jpeg = encode(disc(BufferedImage.TYPE_INT_RGB, 64, 48, 1), "jpeg");
    Files.write(folder.resolve("good.jpg"), jpeg);
    Files.write(folder.resolve("sub folder/ünï çødé %20#1.jpg"), jpeg);
    Files.write(folder.resolve("empty.jpg"), new byte[0]);
    Files.write(folder.resolve("truncated.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
    Files.writeString(folder.resolve("text.jpg"), "I am no picture at all, whatever they say.\n");
    Files.write(folder.resolve("1x1.png"), png(1, 1, 0));
    Files.write(folder.resolve("20000x10.png"), png(20_000, 10, 0));
    Files.write(folder.resolve("cmyk.jpg"), cmykJpeg());
    Files.write(
        folder.resolve("16bit.png"),
        encode(disc(BufferedImage.TYPE_USHORT_GRAY, 64, 48, 2), "png"));
    Files.write(folder.resolve("rotated.jpg"), withOrientation(jpeg, 6));
    Files.createDirectories(folder.resolve("directory.jpg"));
    Files.createSymbolicLink(folder.resolve("link.jpg"), folder.resolve("nowhere"));
    Files.writeString(folder.resolve("notes.txt"), "not listed");
  }

  private static BufferedImage disc(int type, int width, int height, int seed) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillOval(seed * 7 % Math.max(1, width), seed * 5 % Math.max(1, height), 12, 12);
    graphics.dispose();
    return image;
  }

  private static byte[] cmykJpeg() throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 48, 4, null);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    }
    return bytes.toByteArray();
  }

  /** The JPEG with an EXIF block that asks for an orientation (Exif 2.32, tag 0x0112). */
  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1).putShort((short) 34);
    exif.put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + exif.capacity());
    return file.put(jpeg, 0, 2).put(exif.array()).put(jpeg, 2, jpeg.length - 2).array();
  }

  private static byte[] encode(RenderedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IllegalStateException("No writer for " + format);
    }
    return bytes.toByteArray();
  }
}
