package org.maskfoundry.annotation.png;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The values of a PNG, before they become colours. */
public final class PngRaster {

  private static final long MOST_PIXELS = 200_000_000;
  private static final int MOST_BYTES = 1 << 30;
  private static final int OPAQUE_SAMPLES_OF_GREY = 1;
  private static final int OPAQUE_SAMPLES_OF_COLOUR = 3;

  private final Raster raster;
  private final IndexColorModel palette;

  private PngRaster(Raster raster, IndexColorModel palette) {
    this.raster = raster;
    this.palette = palette;
  }

  /**
   * Reads a PNG.
   *
   * @throws IOException where it is none, is damaged, or has more than 200 million pixels
   */
  public static PngRaster read(InputStream stream) throws IOException {
    byte[] png = stream.readNBytes(MOST_BYTES);
    PngChunks.check(png);
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    ImageReader reader = readers.next();
    try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      reader.setInput(input, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MOST_PIXELS) {
        throw new IOException(
            "it has %d pixels, at most %d are read".formatted(pixels, MOST_PIXELS));
      }
      BufferedImage image = reader.read(0);
      return new PngRaster(
          image.getRaster(),
          image.getColorModel() instanceof IndexColorModel indexed ? indexed : null);
    } catch (RuntimeException damaged) {
      throw new IOException("no readable PNG: " + damaged.getMessage(), damaged);
    } finally {
      reader.dispose();
    }
  }

  /** Rows in pixels. */
  public int height() {
    return raster.getHeight();
  }

  /** Columns in pixels. */
  public int width() {
    return raster.getWidth();
  }

  /** Whether the values are indices into a palette. */
  public boolean isPalette() {
    return palette != null;
  }

  /** Whether the values are colours, {@code 0xRRGGBB}, and not numbers. */
  public boolean isColour() {
    return raster.getNumBands() >= OPAQUE_SAMPLES_OF_COLOUR;
  }

  /** Whether a sample has 16 bits and not 8 or fewer. */
  public boolean isDeep() {
    return raster.getSampleModel().getSampleSize(0) > Byte.SIZE;
  }

  /** Whether pixels are transparent to some degree. */
  public boolean hasAlpha() {
    return palette == null
        ? raster.getNumBands() != OPAQUE_SAMPLES_OF_GREY
            && raster.getNumBands() != OPAQUE_SAMPLES_OF_COLOUR
        : palette.hasAlpha();
  }

  /** A pixel's palette index, grey sample, or colour; colours of 16 bits run into each other. */
  public int value(int x, int y) {
    int first = raster.getSample(x, y, 0);
    return isColour()
        ? first << 16 | raster.getSample(x, y, 1) << 8 | raster.getSample(x, y, 2)
        : first;
  }

  /** Whether a pixel is not fully transparent. */
  public boolean isVisible(int x, int y) {
    if (palette != null) {
      return palette.getAlpha(raster.getSample(x, y, 0)) > 0;
    }
    return !hasAlpha() || raster.getSample(x, y, raster.getNumBands() - 1) > 0;
  }

  /** The colour of a palette's index, {@code 0xRRGGBB}; empty where there is no palette. */
  public OptionalInt colour(int index) {
    return palette == null || index >= palette.getMapSize()
        ? OptionalInt.empty()
        : OptionalInt.of(palette.getRGB(index) & 0xffffff);
  }
}
