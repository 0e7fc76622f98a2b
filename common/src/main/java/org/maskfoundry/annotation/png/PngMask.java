package org.maskfoundry.annotation.png;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.mask.RunBuilder;

/** A mask that a tool keeps as a small PNG inside its file. */
public final class PngMask {

  private PngMask() {}

  /**
   * The mask: what is visible where the PNG has transparency, else what is not 0.
   *
   * @param what names the value in messages
   * @throws MalformedAnnotationException where the bytes are no PNG
   */
  public static RleMask read(String what, byte[] png) throws MalformedAnnotationException {
    PngRaster raster;
    try {
      raster = PngRaster.read(new ByteArrayInputStream(png));
    } catch (IOException damaged) {
      throw new MalformedAnnotationException(
          AnnotationProblem.MALFORMED,
          "%s: %s; expected a PNG, export it again".formatted(what, damaged.getMessage()));
    }
    RunBuilder mask = new RunBuilder(raster.height(), raster.width());
    boolean alpha = raster.hasAlpha();
    for (int x = 0; x < raster.width(); x++) {
      for (int y = 0; y < raster.height(); y++) {
        if (alpha ? raster.isVisible(x, y) : raster.value(x, y) != 0) {
          int pixel = x * raster.height() + y;
          mask.add(pixel, pixel + 1);
        }
      }
    }
    return mask.build();
  }
}
