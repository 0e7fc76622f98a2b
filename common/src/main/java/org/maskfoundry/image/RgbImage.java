package org.maskfoundry.image;

import java.util.Objects;

/**
 * An 8-bit RGB raster, rows from top to bottom, pixels interleaved as {@code [height, width, 3]}.
 * The array is shared, not copied: whoever hands it over no longer writes to it.
 */
public final class RgbImage {

  private final int height;
  private final int width;
  private final byte[] pixels;

  /**
   * An image over {@code pixels}.
   *
   * @throws IllegalArgumentException where a side is not positive or the array is not {@code
   *     [height, width, 3]}
   */
  public RgbImage(int height, int width, byte[] pixels) {
    Objects.requireNonNull(pixels, "pixels");
    if (height <= 0
        || width <= 0
        || pixels.length != Math.multiplyExact(3L, (long) height * width)) {
      throw new IllegalArgumentException(
          "Expected [%d, %d, 3] bytes, found %d".formatted(height, width, pixels.length));
    }
    this.height = height;
    this.width = width;
    this.pixels = pixels;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** The raster itself, {@code [height, width, 3]}, to be read only. */
  public byte[] pixels() {
    return pixels;
  }

  /**
   * The window of {@code width} by {@code height} pixels whose top left corner is at ({@code left},
   * {@code top}); this image itself where the window is all of it.
   *
   * @throws IllegalArgumentException where the window is empty or leaves the image
   */
  public RgbImage crop(int left, int top, int cropWidth, int cropHeight) {
    if (left < 0
        || top < 0
        || cropWidth <= 0
        || cropHeight <= 0
        || left + (long) cropWidth > width
        || top + (long) cropHeight > height) {
      throw new IllegalArgumentException(
          "Window %d,%d %dx%d leaves the image of %dx%d"
              .formatted(left, top, cropWidth, cropHeight, width, height));
    }
    if (cropWidth == width && cropHeight == height) {
      return this;
    }
    byte[] window = new byte[3 * cropWidth * cropHeight];
    for (int row = 0; row < cropHeight; row++) {
      System.arraycopy(
          pixels, 3 * ((top + row) * width + left), window, 3 * row * cropWidth, 3 * cropWidth);
    }
    return new RgbImage(cropHeight, cropWidth, window);
  }
}
