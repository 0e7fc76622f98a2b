package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bytedeco.pytorch.Tensor;

/** Compares with the plain formula, box by box. */
class BoxOverlapProperties {

  private static final int PAIRS = 50;

  private record Box(double left, double top, double right, double bottom) {

    /** By the distances of its sides from a point. */
    static Box around(double x, double y, float[] sides, int index) {
      return new Box(
          x - sides[4 * index],
          y - sides[4 * index + 1],
          x + sides[4 * index + 2],
          y + sides[4 * index + 3]);
    }

    double area() {
      return (right - left) * (bottom - top);
    }

    double shared(Box other) {
      double width = Math.min(right, other.right) - Math.max(left, other.left);
      double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      return Math.max(0, width) * Math.max(0, height);
    }

    double iou(Box other) {
      return shared(other) / (area() + other.area() - shared(other));
    }

    double generalised(Box other) {
      double width = Math.max(right, other.right) - Math.min(left, other.left);
      double height = Math.max(bottom, other.bottom) - Math.min(top, other.top);
      double all = area() + other.area() - shared(other);
      return iou(other) - (width * height - all) / (width * height);
    }
  }

  private static BoxOverlap overlap(float[] found, float[] wanted) {
    return BoxOverlap.of(
        Tensor.create(found, new long[] {found.length / 4, 4}),
        Tensor.create(wanted, new long[] {wanted.length / 4, 4}));
  }

  private static void assertPlain(float[] found, float[] wanted) {
    BoxOverlap overlap = overlap(found, wanted);
    float[] iou = TorchHead.values(overlap.iou());
    float[] generalised = TorchHead.values(overlap.generalised());
    assertThat(iou).hasSize(found.length / 4);
    for (int pair = 0; pair < iou.length; pair++) {
      Box one = Box.around(3, -7, found, pair);
      Box other = Box.around(3, -7, wanted, pair);
      assertThat((double) iou[pair]).isCloseTo(one.iou(other), within(1e-4));
      assertThat((double) generalised[pair]).isCloseTo(one.generalised(other), within(1e-4));
    }
  }

  /** A cell in an object's middle: both boxes hold the point. */
  @Property(tries = 100)
  void boxesAroundAPointOverlapByThePlainFormula(@ForAll long seed) {
    Random random = new Random(seed);

    assertPlain(around(random), around(random));
  }

  /** An object smaller than a cell may lie beside the cell's middle: it has negative distances. */
  @Property(tries = 100)
  void boxesBesideThePointOverlapByThePlainFormula(@ForAll long seed) {
    Random random = new Random(seed);
    float[] wanted = new float[4 * PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      for (int axis = 0; axis < 2; axis++) {
        float place = 20 * random.nextFloat() - 10;
        wanted[4 * pair + axis] = place;
        wanted[4 * pair + axis + 2] = 0.5f + 5 * random.nextFloat() - place;
      }
    }

    assertPlain(around(random), wanted);
  }

  private static float[] around(Random random) {
    float[] sides = new float[4 * PAIRS];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = 0.1f + 12 * random.nextFloat();
    }
    return sides;
  }

  @Example
  void aBoxOverlapsItselfWholly() {
    float[] box = {3, 4, 5, 6};

    assertThat(TorchHead.values(overlap(box, box).iou())).containsExactly(1f);
    assertThat(TorchHead.values(overlap(box, box).generalised())).containsExactly(1f);
  }

  @Example
  void boxesThatHaveShrunkToNothingStayNumbers() {
    float[] nothing = new float[4];

    assertThat(TorchHead.values(overlap(nothing, nothing).iou())).containsExactly(0f);
    assertThat(TorchHead.values(overlap(nothing, nothing).generalised())[0]).isBetween(-1f, 1f);
  }
}
