package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponents;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.function.IntPredicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.opencv.opencv_core.Mat;

/** Mending against the public rule, computed on pixels with the labels that OpenCV gives them. */
class SmallRegionsProperties {

  /** What the public {@code remove_small_regions} answers for one kind of region. */
  private record Removal(Bitmap bitmap, boolean changed) {

    static Removal holes(Bitmap bitmap, int minArea) {
      Labels labels = Labels.of(bitmap.complement());
      return labels.hasSmall(minArea)
          ? new Removal(labels.select(label -> label == 0 || labels.area(label) < minArea), true)
          : new Removal(bitmap, false);
    }

    static Removal islands(Bitmap bitmap, int minArea) {
      Labels labels = Labels.of(bitmap);
      if (!labels.hasSmall(minArea)) {
        return new Removal(bitmap, false);
      }
      Bitmap left = labels.select(label -> label > 0 && labels.area(label) >= minArea);
      if (left.area() == 0) {
        int largest = labels.largest();
        left = labels.select(label -> label == largest);
      }
      return new Removal(left, true);
    }
  }

  /** OpenCV's labels of the pixels, 0 for the background, and the area of each. */
  private static final class Labels {

    private final Bitmap bitmap;
    private final int[] labels;
    private final int[] areas;

    private Labels(Bitmap bitmap, int[] labels, int[] areas) {
      this.bitmap = bitmap;
      this.labels = labels;
      this.areas = areas;
    }

    static Labels of(Bitmap bitmap) {
      int[] labels = new int[bitmap.height() * bitmap.width()];
      int count = 1;
      if (labels.length > 0) {
        try (Mat image = new Mat(bitmap.height(), bitmap.width(), CV_8U);
            Mat answer = new Mat()) {
          ByteBuffer bytes = image.createBuffer();
          for (int i = 0; i < labels.length; i++) {
            bytes.put((byte) (bitmap.pixels().get(i) ? 1 : 0));
          }
          count = connectedComponents(image, answer, 8, CV_32S);
          IntBuffer answered = answer.createBuffer();
          answered.get(labels);
        }
      }
      int[] areas = new int[count];
      for (int label : labels) {
        areas[label]++;
      }
      return new Labels(bitmap, labels, areas);
    }

    int area(int label) {
      return areas[label];
    }

    boolean hasSmall(int minArea) {
      for (int label = 1; label < areas.length; label++) {
        if (areas[label] < minArea) {
          return true;
        }
      }
      return false;
    }

    int largest() {
      int largest = 1;
      for (int label = 2; label < areas.length; label++) {
        largest = areas[label] > areas[largest] ? label : largest;
      }
      return largest;
    }

    Bitmap select(IntPredicate selected) {
      return Bitmap.of(
          bitmap.height(), bitmap.width(), (x, y) -> selected.test(labels[y * bitmap.width() + x]));
    }
  }

  @Provide
  Arbitrary<Bitmap> bitmaps() {
    return Bitmap.any();
  }

  @Property(tries = 3000)
  void regionsAreMendedAsThePublicGeneratorDoes(
      @ForAll("bitmaps") Bitmap bitmap, @ForAll @IntRange(max = 30) int minArea) {
    RleMask mask = bitmap.mask();
    Removal holes = Removal.holes(bitmap, minArea);
    Removal islands = Removal.islands(bitmap, minArea);
    Removal both = Removal.islands(holes.bitmap(), minArea);

    assertThat(Bitmap.of(mask.withoutSmallHoles(minArea))).isEqualTo(holes.bitmap());
    assertThat(Bitmap.of(mask.withoutSmallIslands(minArea))).isEqualTo(islands.bitmap());
    MendedMask mended = mask.withoutSmallRegions(minArea);
    assertThat(Bitmap.of(mended.mask())).isEqualTo(both.bitmap());
    assertThat(mended.mended()).isEqualTo(holes.changed() || both.changed());
  }

  @Property
  void amongEqualIslandsTheOneThatOpenCvLabelsFirstStays(@ForAll("bitmaps") Bitmap noise) {
    // Single pixels apart from each other, at uneven places: all of one area, and all small.
    Bitmap dots =
        Bitmap.of(
            4 * noise.height(),
            4 * noise.width(),
            (x, y) ->
                noise.at(x / 4, y / 4)
                    && x % 4 == (x / 4 + 2 * (y / 4)) % 3
                    && y % 4 == (2 * (x / 4) + y / 4) % 3);

    assertThat(Bitmap.of(dots.mask().withoutSmallIslands(2)))
        .isEqualTo(Removal.islands(dots, 2).bitmap());
  }

  @Example
  void smallIsLessThanTheNumber() {
    RleMask mask = RleMask.ofRuns(1, 12, 0, 5, 2, 3, 2);

    assertThat(mask.withoutSmallIslands(3)).isSameAs(mask);
    assertThat(mask.withoutSmallIslands(4)).isEqualTo(RleMask.ofRuns(1, 12, 0, 5, 7));
    assertThat(mask.withoutSmallHoles(2)).isSameAs(mask);
    assertThat(mask.withoutSmallHoles(3)).isEqualTo(RleMask.full(1, 12));
  }

  @Example
  void theOnlyIslandStaysAndCountsAsMended() {
    RleMask dot = RleMask.ofRuns(3, 3, 4, 1, 4);

    assertThat(dot.withoutSmallRegions(2)).isEqualTo(new MendedMask(dot, true));
    assertThat(dot.withoutSmallRegions(1)).isEqualTo(new MendedMask(dot, false));
  }
}
