package org.maskfoundry.mask;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A set of pixels of an image, held as runs in column-major order: the lengths of alternating
 * stretches outside and inside the mask, beginning outside (COCO's uncompressed run-length
 * encoding). Always canonical: only the first run may be zero, and two masks of the same pixels are
 * equal. Immutable; a side may be zero, and an image has at most {@link Integer#MAX_VALUE} pixels.
 *
 * <p>Operations on two masks throw {@link IllegalArgumentException} where their images differ in
 * size.
 */
public final class RleMask {

  private static final int UNKNOWN = -1;

  private final int height;
  private final int width;
  private final int[] runs;

  // Computed when first asked for; threads that race compute the same values.
  private int area = UNKNOWN;
  private MaskBox box;

  private RleMask(int height, int width, int[] runs) {
    this.height = height;
    this.width = width;
    this.runs = runs;
  }

  /**
   * A mask of runs that are already canonical, as the product's own code makes them; the array is
   * taken over, not copied or checked. Runs from outside are validated first.
   */
  static RleMask ofCanonicalRuns(int height, int width, int[] runs) {
    return new RleMask(height, width, runs);
  }

  /**
   * The mask without pixels.
   *
   * @throws IllegalArgumentException where a side is negative or there are too many pixels
   */
  public static RleMask empty(int height, int width) {
    return new RleMask(height, width, new int[] {RunValidation.pixels(height, width)});
  }

  /**
   * The mask of all pixels.
   *
   * @throws IllegalArgumentException where a side is negative or there are too many pixels
   */
  public static RleMask full(int height, int width) {
    int pixels = RunValidation.pixels(height, width);
    return new RleMask(height, width, pixels == 0 ? new int[1] : new int[] {0, pixels});
  }

  /**
   * The mask of COCO's uncompressed counts, which need not be canonical.
   *
   * @param runs lengths in pixels of the column-major stretches outside, inside, outside and so on
   * @throws IllegalArgumentException where a run is negative or the runs do not sum to the pixels
   *     of the image
   */
  public static RleMask ofRuns(int height, int width, int... runs) {
    return RunValidation.mask(height, width, runs.clone());
  }

  /**
   * A mask from row-major runs, as CVAT and Label Studio have them: background first, from left to
   * right and row by row.
   *
   * @throws IllegalArgumentException where a run is negative or the runs do not sum to the pixels
   *     of the image
   */
  public static RleMask ofRowMajorRuns(int height, int width, int... runs) {
    return RowMajorRuns.mask(height, width, runs);
  }

  /**
   * The mask of COCO's compressed counts, the string that pycocotools writes.
   *
   * @throws IllegalArgumentException where the string is malformed or its runs do not fit the image
   */
  public static RleMask ofCocoString(int height, int width, String counts) {
    return CocoString.mask(height, width, counts);
  }

  /**
   * The mask of a bitmap.
   *
   * @param rowMajor bytes of the pixels {@code [height, width]}; every byte but 0 is inside
   * @throws IllegalArgumentException where the bitmap has another number of pixels
   */
  public static RleMask ofBitmap(int height, int width, byte[] rowMajor) {
    return MaskBitmap.toMask(height, width, rowMajor);
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
    int known = area;
    if (known == UNKNOWN) {
      known = 0;
      for (int i = 1; i < runs.length; i += 2) {
        known += runs[i];
      }
      area = known;
    }
    return known;
  }

  /** Whether the mask has no pixels. */
  public boolean isEmpty() {
    return runs.length == 1;
  }

  /** A copy of the runs. */
  public int[] runs() {
    return runs.clone();
  }

  /** The runs as COCO's compressed string. */
  public String toCocoString() {
    return CocoString.encode(runs);
  }

  /** The mask as a new bitmap {@code [height, width]}, row-major, 1 inside and 0 outside. */
  public byte[] toBitmap() {
    return MaskBitmap.ofMask(this);
  }

  /**
   * Draws the mask into a bitmap {@code [height, width]} that is there, row-major, over whatever it
   * held: 1 inside and 0 outside. Spares those who draw many masks a new array for each.
   *
   * @throws IllegalArgumentException where the bitmap has another number of pixels
   */
  public void toBitmap(byte[] rowMajor) {
    MaskBitmap.draw(this, rowMajor);
  }

  /** The tight box of the mask; {@link MaskBox#NONE} where it is empty. */
  public MaskBox box() {
    MaskBox known = box;
    if (known == null) {
      known = MaskBox.of(blocks());
      box = known;
    }
    return known;
  }

  /** Whether a pixel, given by column and row, is inside; none outside the image is. */
  public boolean contains(int x, int y) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return false;
    }
    int pixel = x * height + y;
    RunCursor run = cursor();
    while (run.advance() && run.start() <= pixel) {
      if (pixel < run.end()) {
        return true;
      }
    }
    return false;
  }

  /** The pixels that are in this mask or in the other. */
  public RleMask union(RleMask other) {
    return RunAlgebra.union(this, other);
  }

  /** The pixels that are in both masks. */
  public RleMask intersection(RleMask other) {
    return RunAlgebra.intersection(this, other);
  }

  /** The pixels of this mask that are not in the other. */
  public RleMask difference(RleMask other) {
    return RunAlgebra.difference(this, other);
  }

  /** How many pixels are in both masks. */
  public int intersectionArea(RleMask other) {
    return RunAlgebra.intersectionArea(this, other);
  }

  /** Intersection over union, 0 to 1; 0 for two empty masks, as COCO has it. */
  public double iou(RleMask other) {
    int shared = intersectionArea(other);
    return shared == 0 ? 0 : shared / ((double) area() + other.area() - shared);
  }

  /**
   * The share of this mask that is inside the other, 0 to 1 (COCO's IoU with a crowd); 0 where this
   * mask is empty.
   */
  public double containment(RleMask other) {
    int shared = intersectionArea(other);
    return shared == 0 ? 0 : shared / (double) area();
  }

  /**
   * The part of the mask in a window, as a mask of the window's own frame.
   *
   * @throws IllegalArgumentException where the window does not lie inside the image
   */
  public RleMask crop(int left, int top, int width, int height) {
    return MaskWindow.crop(this, left, top, width, height);
  }

  /**
   * This mask in an image of another size, its first column and row at {@code left} and {@code
   * top}.
   *
   * @throws IllegalArgumentException where this mask's frame does not lie inside that image
   */
  public RleMask paste(int height, int width, int left, int top) {
    return MaskWindow.paste(this, height, width, left, top);
  }

  /** The 8-connected components in column-major order of their first pixels. */
  public List<RleMask> components() {
    return ConnectedComponents.of(this).masks();
  }

  /** The 8-connected component that holds a pixel, given by column and row, if one does. */
  public Optional<RleMask> component(int x, int y) {
    if (!contains(x, y)) {
      return Optional.empty();
    }
    ConnectedComponents components = ConnectedComponents.of(this);
    int wanted = components.at(x, y);
    return Optional.of(components.only(component -> component == wanted));
  }

  /**
   * The mask with its small holes filled. A hole is an 8-connected part of the background, those at
   * the border of the image included; small is an area of less than {@code minArea} pixels.
   */
  public RleMask withoutSmallHoles(int minArea) {
    return SmallRegions.fillHoles(this, minArea).mask();
  }

  /**
   * The mask without its 8-connected components of less than {@code minArea} pixels; where all are
   * that small the largest stays.
   */
  public RleMask withoutSmallIslands(int minArea) {
    return SmallRegions.removeIslands(this, minArea).mask();
  }

  /**
   * Small holes filled, then small islands removed: what the public automatic generator does for
   * {@code min_mask_region_area}, with whether it found any.
   */
  public MendedMask withoutSmallRegions(int minArea) {
    return SmallRegions.mend(this, minArea);
  }

  /** The runs themselves, for sweeps that read them; not to be changed. */
  int[] sharedRuns() {
    return runs;
  }

  int runCount() {
    return runs.length;
  }

  RunCursor cursor() {
    return new RunCursor(runs);
  }

  BlockCursor blocks() {
    return new BlockCursor(cursor(), height);
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
    return "RleMask[%dx%d, area %d, %d runs]".formatted(height, width, area(), runs.length);
  }
}
