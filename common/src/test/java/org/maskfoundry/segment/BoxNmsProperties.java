package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.maskfoundry.mask.MaskBox;

/** Suppression against its plain definition, which asks every pair. */
class BoxNmsProperties {

  @Provide
  Arbitrary<Double> thresholds() {
    return Arbitraries.of(-0.5, 0.0, 0.1, 0.39, 0.4, 0.41, 0.5, 0.7, 0.77, 0.9, 0.99, 1.0, 2.0);
  }

  @Property(tries = 300)
  void theSameBoxesStayAsWhenEveryPairIsAsked(
      @ForAll("thresholds") double threshold,
      @ForAll @IntRange(min = 0, max = 400) int count,
      @ForAll @IntRange(min = 1, max = 3000) int side,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<MaskBox> boxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boxes.add(
          i == 0 || random.nextInt(3) == 0
              ? anywhere(random, side)
              : beside(random, boxes.get(random.nextInt(i)), 1 + side / 10));
    }
    // Few different scores, so that there are ties.
    double[] scores = random.ints(count, 0, 50).asDoubleStream().toArray();

    assertThat(BoxNms.keep(boxes, scores, threshold)).isEqualTo(plain(boxes, scores, threshold));
  }

  /** Boxes whose IoU is the threshold but for rounding, at any place of an image of any size. */
  @Property(tries = 300)
  void thresholdsAreMetExactly(
      @ForAll @IntRange(min = 1, max = 2000) int width,
      @ForAll @IntRange(min = 1, max = 2000) int height,
      @ForAll @IntRange(min = 0, max = 16_000_000) int left,
      @ForAll @IntRange(min = 0, max = 2000) int shift) {
    MaskBox box = new MaskBox(left, 7, left + width, 7 + height);
    List<MaskBox> boxes = List.of(box, box.translated(shift, 0), box.translated(0, shift));
    double[] scores = {3, 2, 1};
    for (MaskBox other : boxes) {
      float exact = overlap(box, other);
      for (float threshold : new float[] {Math.nextDown(exact), exact, Math.nextUp(exact)}) {
        assertThat(BoxNms.keep(boxes, scores, threshold))
            .isEqualTo(plain(boxes, scores, threshold));
      }
    }
  }

  private static MaskBox anywhere(Random random, int side) {
    int left = random.nextInt(side);
    int top = random.nextInt(side);
    // Some are empty or points or lines.
    return new MaskBox(left, top, left - 1 + random.nextInt(side), top - 1 + random.nextInt(side));
  }

  private static MaskBox beside(Random random, MaskBox box, int most) {
    return new MaskBox(
        Math.max(0, box.left() + random.nextInt(-most, most)),
        Math.max(0, box.top() + random.nextInt(-most, most)),
        box.right() + random.nextInt(-most, most),
        box.bottom() + random.nextInt(-most, most));
  }

  private static List<Integer> plain(List<MaskBox> boxes, double[] scores, double threshold) {
    List<Integer> kept = new ArrayList<>();
    IntStream.range(0, boxes.size())
        .boxed()
        .sorted(Comparator.comparingDouble(index -> -scores[index]))
        .forEach(
            index -> {
              MaskBox box = boxes.get(index);
              if (kept.stream()
                  .noneMatch(better -> overlap(boxes.get(better), box) > (float) threshold)) {
                kept.add(index);
              }
            });
    return kept;
  }

  private static float overlap(MaskBox one, MaskBox other) {
    float[] a = edges(one);
    float[] b = edges(other);
    float width = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]));
    float height = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
    float shared = width * height;
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared);
  }

  /** Left, top, right and bottom; a box without pixels is a point or a line. */
  private static float[] edges(MaskBox box) {
    return new float[] {
      box.left(), box.top(), Math.max(box.left(), box.right()), Math.max(box.top(), box.bottom())
    };
  }
}
