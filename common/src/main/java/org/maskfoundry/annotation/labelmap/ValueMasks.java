package org.maskfoundry.annotation.labelmap;

import java.util.Map;
import java.util.TreeMap;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.png.PngRaster;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.mask.RunBuilder;

/** The mask of each value of a label map, in the order of the values. */
final class ValueMasks {

  private static final int MOST_VALUES = 65_536;

  private ValueMasks() {}

  /**
   * Goes through the map once, column by column.
   *
   * @throws AnnotationFileException where there are more than 65,536 values, as in photos
   */
  static Map<Integer, RleMask> of(String file, PngRaster raster) throws AnnotationFileException {
    Map<Integer, RunBuilder> builders = new TreeMap<>();
    int height = raster.height();
    for (int x = 0; x < raster.width(); x++) {
      for (int y = 0; y < height; ) {
        int value = raster.value(x, y);
        int end = y + 1;
        while (end < height && raster.value(x, end) == value) {
          end++;
        }
        builders
            .computeIfAbsent(value, first -> new RunBuilder(height, raster.width()))
            .add(x * height + y, x * height + end);
        y = end;
      }
      if (builders.size() > MOST_VALUES) {
        throw new AnnotationFileException(
            "%s: more than %d values, so that it is rather a photo than a label map; take it away from the annotations"
                .formatted(file, MOST_VALUES));
      }
    }
    Map<Integer, RleMask> masks = new TreeMap<>();
    builders.forEach((value, builder) -> masks.put(value, builder.build()));
    return masks;
  }
}
