package org.maskfoundry.annotation.labelmap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.maskfoundry.annotation.AnnotatedImageBuilder;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.AnnotationReader;
import org.maskfoundry.annotation.SkipReason;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.png.PngRaster;
import org.maskfoundry.annotation.shape.FrameMask;
import org.maskfoundry.mask.RleMask;

/**
 * Reads a label map: each value but the background is one mask. Void, which borders and unlabelled
 * regions have, is passed over.
 */
public final class LabelMapReader implements AnnotationReader {

  /** A reader. */
  public LabelMapReader() {}

  @Override
  public AnnotationPieces open(AnnotationFile file) throws IOException {
    PngRaster raster = raster(file);
    if (raster.isColour() && raster.isDeep()) {
      throw new AnnotationFileException(
          "%s: colours of 16 bits a channel, expected 8; export it again with 8 bits, or as grey with a number for each object"
              .formatted(file.name()));
    }
    LabelNames names = LabelNames.of(file, raster);
    Map<Integer, RleMask> masks = ValueMasks.of(file.name(), raster);
    AnnotatedImageBuilder image = new AnnotatedImageBuilder(LabelMapImage.of(file, raster));
    VoidValues voids = VoidValues.of(raster, masks.keySet());
    for (Map.Entry<Integer, RleMask> mask : masks.entrySet()) {
      int value = mask.getKey();
      if (voids.isVoid(value)) {
        image.skip(SkipReason.IGNORED_REGION);
      } else if (value != VoidValues.BACKGROUND) {
        image.add(
            StatedAnnotation.of(
                names.id(value), FrameMask.of(mask.getValue()), names.attributes(value)));
      }
    }
    return AnnotationPieces.of(image.build());
  }

  private static PngRaster raster(AnnotationFile file) throws IOException {
    try (InputStream stream = file.open()) {
      return PngRaster.read(stream);
    } catch (IOException damaged) {
      throw new AnnotationFileException(
          "%s: %s; expected a label map as PNG, export it again"
              .formatted(file.name(), damaged.getMessage()),
          damaged);
    }
  }
}
