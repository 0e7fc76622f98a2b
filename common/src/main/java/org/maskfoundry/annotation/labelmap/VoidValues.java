package org.maskfoundry.annotation.labelmap;

import java.util.Set;
import org.maskfoundry.annotation.png.PngRaster;

/**
 * Which values mean that nothing is said: 255 in palettes and, beside other labels, in grey maps of
 * 8 bits; VOC's border colour in colour maps.
 */
record VoidValues(PngRaster raster, boolean greyHasVoid) {

  static final int BACKGROUND = 0;
  static final int VOID = 255;
  static final int VOC_BORDER = 0xe0e0c0;

  /** A grey map of 0 and 255 alone is a mask, not a void. */
  static VoidValues of(PngRaster raster, Set<Integer> values) {
    boolean others = values.stream().anyMatch(value -> value != BACKGROUND && value != VOID);
    // With 16 bits objects are counted past 255, which is one of them.
    return new VoidValues(raster, others && !raster.isDeep());
  }

  boolean isVoid(int value) {
    if (raster.isColour()) {
      return value == VOC_BORDER;
    }
    return value == VOID && (raster.isPalette() || greyHasVoid);
  }
}
