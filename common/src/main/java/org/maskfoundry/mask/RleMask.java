package org.maskfoundry.mask;

import java.util.Arrays;

/**
 * A set of pixels of an image, held as runs in column-major order: the lengths of alternating
 * stretches outside and inside the mask, beginning outside (COCO's uncompressed run-length
 * encoding). Always canonical: only the first run may be zero, and two masks of the same pixels are
 * equal.
 */
public final class RleMask {

  private final int height;
  private final int width;
  private final int[] runs;
  private final int area;

  private RleMask(int height, int width, int[] runs) {
    this.height = height;
    this.width = width;
    this.runs = runs;
    int inside = 0;
    for (int i = 1; i < runs.length; i += 2) {
      inside += runs[i];
    }
    this.area = inside;
  }

  /**
   * A mask of runs that are already canonical, as the product's own code makes them; the array is
   * taken over, not copied or checked. Runs from outside are validated first.
   */
  static RleMask ofCanonicalRuns(int height, int width, int[] runs) {
    return new RleMask(height, width, runs);
  }

  /** Rows of the image. */
  public int height() {
    return height;
  }

  /** Columns of the image. */
  public int width() {
    return width;
  }

  /** Pixels of the mask. */
  public int area() {
    return area;
  }

  /** Whether the mask has no pixels. */
  public boolean isEmpty() {
    return area == 0;
  }

  /** A copy of the runs. */
  public int[] runs() {
    return runs.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RleMask mask
        && height == mask.height
        && width == mask.width
        && Arrays.equals(runs, mask.runs);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * height + width) + Arrays.hashCode(runs);
  }

  @Override
  public String toString() {
    return "RleMask[%dx%d, area %d, %d runs]".formatted(width, height, area, runs.length);
  }
}
