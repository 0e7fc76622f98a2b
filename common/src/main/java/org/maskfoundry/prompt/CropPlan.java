package org.maskfoundry.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * The crops of an image, layer by layer: layer 0 is the image itself, layer i has 2^i by 2^i
 * overlapping windows, x outer and y inner, as the public generator lays them.
 */
public final class CropPlan {

  private CropPlan() {}

  /**
   * The crops of all layers.
   *
   * @param layers layers beyond the image itself
   * @param overlapRatio overlap of the first layer's crops as a share of the image's short side;
   *     each further layer halves it
   */
  public static List<CropBox> of(int width, int height, int layers, double overlapRatio) {
    List<CropBox> crops = new ArrayList<>();
    crops.add(new CropBox(0, 0, width, height, 0));
    int shortSide = Math.min(width, height);
    for (int layer = 1; layer <= layers; layer++) {
      int perSide = 1 << layer;
      int overlap = (int) (overlapRatio * shortSide * (2.0 / perSide));
      int cropWidth = cropLength(width, perSide, overlap);
      int cropHeight = cropLength(height, perSide, overlap);
      for (int column = 0; column < perSide; column++) {
        for (int row = 0; row < perSide; row++) {
          int left = (cropWidth - overlap) * column;
          int top = (cropHeight - overlap) * row;
          int visibleWidth = Math.min(left + cropWidth, width) - left;
          int visibleHeight = Math.min(top + cropHeight, height) - top;
          if (visibleWidth > 0 && visibleHeight > 0) {
            crops.add(new CropBox(left, top, visibleWidth, visibleHeight, layer));
          }
        }
      }
    }
    return List.copyOf(crops);
  }

  private static int cropLength(int length, int perSide, int overlap) {
    return (int) Math.ceil((overlap * (perSide - 1) + length) / (double) perSide);
  }
}
