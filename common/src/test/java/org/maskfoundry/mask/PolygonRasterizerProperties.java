package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Polygons against COCO's rule done to the letter: all points of the outline, one by one. */
class PolygonRasterizerProperties {

  record Shape(int height, int width, List<Double> corners) {

    static Shape random(int height, int width, int corners, long seed) {
      Random random = new Random(seed);
      List<Double> ring = new ArrayList<>();
      // A few coordinates on whole pixels or fifths, where rounding is decided.
      double grid = new double[] {1, 2, 5, 10, 1000, 1e9}[random.nextInt(6)];
      double far = random.nextInt(4) == 0 ? 20 : 0.3;
      for (int i = 0; i < 2 * corners; i++) {
        double side = i % 2 == 0 ? width : height;
        double value = (random.nextDouble() * (1 + 2 * far) - far) * (side + 1);
        ring.add(Math.rint(value * grid) / grid);
      }
      return new Shape(height, width, ring);
    }

    double[] ring() {
      return corners.stream().mapToDouble(Double::doubleValue).toArray();
    }

    Bitmap toTheLetter() {
      List<int[]> outline = outline();
      List<Integer> changes = new ArrayList<>();
      for (int i = 1; i < outline.size(); i++) {
        int u = outline.get(i)[0];
        int before = outline.get(i - 1)[0];
        if (u == before) {
          continue;
        }
        double column = ((u < before ? u : u - 1) + .5) / 5 - .5;
        if (Math.floor(column) != column || column < 0 || column > width - 1) {
          continue;
        }
        double row = (Math.min(outline.get(i)[1], outline.get(i - 1)[1]) + .5) / 5 - .5;
        changes.add(((int) column) * height + (int) Math.ceil(Math.max(0, Math.min(height, row))));
      }
      changes.add(height * width);
      Collections.sort(changes);
      return Bitmap.of(
          height,
          width,
          (x, y) -> changes.stream().filter(change -> change <= x * height + y).count() % 2 == 1);
    }

    private List<int[]> outline() {
      int count = corners.size() / 2;
      List<int[]> outline = new ArrayList<>();
      for (int corner = 0; corner < count; corner++) {
        int next = (corner + 1) % count;
        int x0 = fifths(corners.get(2 * corner));
        int y0 = fifths(corners.get(2 * corner + 1));
        int x1 = fifths(corners.get(2 * next));
        int y1 = fifths(corners.get(2 * next + 1));
        outline.addAll(edge(x0, y0, x1, y1));
      }
      return outline;
    }

    private static List<int[]> edge(int x0, int y0, int x1, int y1) {
      int dx = Math.abs(x1 - x0);
      int dy = Math.abs(y1 - y0);
      if ((dx >= dy && x0 > x1) || (dx < dy && y0 > y1)) {
        List<int[]> flipped = new ArrayList<>(edge(x1, y1, x0, y0));
        Collections.reverse(flipped);
        return flipped;
      }
      List<int[]> points = new ArrayList<>();
      for (int step = 0; step <= Math.max(dx, dy); step++) {
        points.add(
            dx >= dy
                ? new int[] {x0 + step, (int) (y0 + (double) (y1 - y0) / dx * step + .5)}
                : new int[] {(int) (x0 + (double) (x1 - x0) / dy * step + .5), y0 + step});
      }
      return points;
    }

    private static int fifths(double coordinate) {
      return (int) (5 * coordinate + .5);
    }
  }

  @Provide
  Arbitrary<Shape> shapes() {
    Arbitrary<Integer> side = Arbitraries.integers().between(0, 40);
    return Combinators.combine(
            side,
            side,
            Arbitraries.integers().between(1, 9),
            Arbitraries.longs().withoutEdgeCases())
        .as(Shape::random);
  }

  @Property(tries = 3000)
  void ringsAreRasterizedToTheLetterOfTheRule(@ForAll("shapes") Shape shape) {
    RleMask mask =
        PolygonRasterizer.rasterize(shape.height(), shape.width(), List.of(shape.ring()));

    assertThat(Bitmap.of(mask)).isEqualTo(shape.toTheLetter());
  }

  @Property
  void ringsAreUnited(@ForAll("shapes") Shape shape, @ForAll long seed) {
    Shape other = Shape.random(shape.height(), shape.width(), 5, seed);

    RleMask both =
        PolygonRasterizer.rasterize(
            shape.height(), shape.width(), List.of(shape.ring(), other.ring()));

    assertThat(Bitmap.of(both))
        .isEqualTo(shape.toTheLetter().combined(other.toTheLetter(), (p, q) -> p || q));
  }

  @Example
  void anEdgeFarOutsideCostsWhatItsColumnsInsideCost() {
    double far = 1e8;
    double[] half = {-far, -far, far, far, -far, far};

    RleMask mask = PolygonRasterizer.rasterize(4, 4, List.of(half));

    assertThat(mask).isEqualTo(Bitmap.of(4, 4, (x, y) -> y >= x).mask());
  }

  @Example
  void noRingsAreNoPixels() {
    assertThat(PolygonRasterizer.rasterize(3, 4, List.of())).isEqualTo(RleMask.empty(3, 4));
    assertThat(PolygonRasterizer.rasterize(3, 4, List.of(new double[0], new double[] {1})))
        .isEqualTo(RleMask.empty(3, 4));
  }

  @Example
  void coordinatesThatAreNoPlaceAreNamed() {
    double[] good = {0, 0, 2, 0, 2, 2};
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 100000001, -1e300}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  PolygonRasterizer.rasterize(
                      3, 4, List.of(good, new double[] {0, 0, 2, bad, 2, 2})))
          .withMessage(
              "polygon ring 1: coordinate 3 is %s, expected a number of pixels between -1.0E8 and"
                  + " 1.0E8",
              bad);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolygonRasterizer.rasterize(-3, 4, List.of(good)))
        .withMessageContaining("height -3");
  }
}
