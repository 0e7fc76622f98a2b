package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.RgbImage;

/** Small pictures with something to find. */
final class TestImages {

  private TestImages() {}

  /** A light disc on a dark ground as PNG, its centre in the middle. */
  static Path disc(Path file, int height, int width) throws IOException {
    byte[] pixels = new byte[3 * height * width];
    int radius = Math.min(height, width) / 4;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = Math.hypot(x - width / 2.0, y - height / 2.0) < radius;
        byte value = (byte) (inside ? 220 : 40);
        for (int channel = 0; channel < 3; channel++) {
          pixels[3 * (y * width + x) + channel] = value;
        }
      }
    }
    return Files.write(file, ImageWriter.png(new RgbImage(height, width, pixels)));
  }
}
