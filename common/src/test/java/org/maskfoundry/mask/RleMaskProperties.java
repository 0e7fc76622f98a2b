package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Masks against a plain bitmap: forms, measures and set operations. */
class RleMaskProperties {

  @Provide
  Arbitrary<Bitmap> bitmaps() {
    return Bitmap.any();
  }

  @Provide
  Arbitrary<List<Bitmap>> pairs() {
    return Bitmap.several(2);
  }

  @Provide
  Arbitrary<List<Bitmap>> crowds() {
    return Arbitraries.integers().between(0, 7).flatMap(Bitmap::several);
  }

  @Property
  void bitmapComesBack(@ForAll("bitmaps") Bitmap bitmap) {
    RleMask mask = bitmap.mask();

    assertThat(Bitmap.of(mask)).isEqualTo(bitmap);
    byte[] bytes = mask.toBitmap();
    assertThat(bytes).hasSize(bitmap.height() * bitmap.width()).doesNotContain(2, -1);
    for (int i = 0; i < bytes.length; i++) {
      assertThat(bytes[i]).isEqualTo((byte) (bitmap.pixels().get(i) ? 1 : 0));
    }
  }

  @Property(tries = 100)
  void everyByteButZeroIsInside(
      @ForAll @IntRange(min = 1, max = 90) int height,
      @ForAll @IntRange(min = 1, max = 90) int width,
      @ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[height * width];
    for (int i = 0; i < bytes.length; i++) {
      // Long stretches of one byte as well as single ones, inside and outside.
      bytes[i] = i == 0 || random.nextInt(9) == 0 ? (byte) random.nextInt(-2, 3) : bytes[i - 1];
    }

    RleMask mask = RleMask.ofBitmap(height, width, bytes);

    assertThat(Bitmap.of(mask))
        .isEqualTo(Bitmap.of(height, width, (x, y) -> bytes[y * width + x] != 0));
    assertThat(RleMask.ofBitmap(height, width, mask.toBitmap())).isEqualTo(mask);
  }

  @Property
  void runsAreCanonical(@ForAll("pairs") List<Bitmap> pair, @ForAll int window) {
    RleMask first = pair.get(0).mask();
    RleMask second = pair.get(1).mask();
    Random random = new Random(window);
    int left = random.nextInt(first.width() + 1);
    int top = random.nextInt(first.height() + 1);

    assertCanonical(first);
    assertCanonical(first.union(second));
    assertCanonical(first.intersection(second));
    assertCanonical(first.difference(second));
    assertCanonical(RunAlgebra.complement(first));
    assertCanonical(first.crop(left, top, first.width() - left, first.height() - top));
    assertCanonical(first.paste(first.height() + top, first.width() + left, left, top));
    assertCanonical(first.withoutSmallHoles(4));
    assertCanonical(first.withoutSmallIslands(4));
    first.components().forEach(RleMaskProperties::assertCanonical);
  }

  private static void assertCanonical(RleMask mask) {
    int[] runs = mask.runs();
    long sum = runs[0];
    for (int i = 1; i < runs.length; i++) {
      assertThat(runs[i]).isPositive();
      sum += runs[i];
    }
    assertThat(sum).isEqualTo((long) mask.height() * mask.width());
  }

  @Property
  void runsOfAnyCutGiveTheSameMask(@ForAll("bitmaps") Bitmap bitmap, @ForAll long seed) {
    RleMask mask = bitmap.mask();
    Random random = new Random(seed);
    List<Integer> cut = new ArrayList<>();
    for (int run : mask.runs()) {
      int head = random.nextInt(run + 1);
      cut.addAll(random.nextBoolean() ? List.of(head, 0, run - head) : List.of(run));
    }
    if (random.nextBoolean()) {
      cut.add(0);
    }

    int[] runs = cut.stream().mapToInt(Integer::intValue).toArray();

    RleMask again = RleMask.ofRuns(mask.height(), mask.width(), runs);
    RleMask read = RleMask.ofCocoString(mask.height(), mask.width(), CocoString.encode(runs));

    assertThat(again).isEqualTo(mask).hasSameHashCodeAs(mask);
    assertThat(again.runs()).isEqualTo(mask.runs());
    assertThat(read).isEqualTo(mask);
    assertThat(read.runs()).isEqualTo(mask.runs());
  }

  @Property
  void cocoStringComesBack(@ForAll("bitmaps") Bitmap bitmap) {
    RleMask mask = bitmap.mask();

    RleMask again = RleMask.ofCocoString(mask.height(), mask.width(), mask.toCocoString());

    assertThat(again).isEqualTo(mask);
  }

  @Property
  void pixelsAndMeasuresAreTheBitmaps(@ForAll("bitmaps") Bitmap bitmap) {
    RleMask mask = bitmap.mask();
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = -1;
    int bottom = -1;
    for (int y = -1; y <= bitmap.height(); y++) {
      for (int x = -1; x <= bitmap.width(); x++) {
        assertThat(mask.contains(x, y)).isEqualTo(bitmap.hasPixel(x, y));
        if (bitmap.hasPixel(x, y)) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x);
          bottom = Math.max(bottom, y);
        }
      }
    }

    assertThat(mask.area()).isEqualTo(bitmap.area());
    assertThat(mask.isEmpty()).isEqualTo(bitmap.area() == 0);
    assertThat(mask.box())
        .isEqualTo(right < 0 ? MaskBox.NONE : new MaskBox(left, top, right, bottom));
  }

  @Property
  void setOperationsAreThoseOfPixels(@ForAll("pairs") List<Bitmap> pair) {
    Bitmap first = pair.get(0);
    Bitmap second = pair.get(1);
    RleMask a = first.mask();
    RleMask b = second.mask();

    assertThat(Bitmap.of(a.union(b))).isEqualTo(first.combined(second, (p, q) -> p || q));
    assertThat(Bitmap.of(a.intersection(b))).isEqualTo(first.combined(second, (p, q) -> p && q));
    assertThat(Bitmap.of(a.difference(b))).isEqualTo(first.combined(second, (p, q) -> p && !q));
    assertThat(Bitmap.of(RunAlgebra.complement(a))).isEqualTo(first.complement());
  }

  @Property
  void overlapsAreThoseOfPixels(@ForAll("pairs") List<Bitmap> pair) {
    RleMask a = pair.get(0).mask();
    RleMask b = pair.get(1).mask();
    int shared = pair.get(0).combined(pair.get(1), (p, q) -> p && q).area();
    int either = pair.get(0).combined(pair.get(1), (p, q) -> p || q).area();

    assertThat(a.intersectionArea(b)).isEqualTo(shared);
    assertThat(a.iou(b)).isEqualTo(either == 0 ? 0 : (double) shared / either);
    assertThat(a.containment(b)).isEqualTo(a.isEmpty() ? 0 : (double) shared / a.area());
    assertThat(a.box().intersects(b.box())).isEqualTo(b.box().intersects(a.box()));
    if (!a.box().intersects(b.box())) {
      assertThat(shared).isZero();
    }
  }

  @Property
  void setOperationsObeyTheirLaws(@ForAll("crowds") List<Bitmap> crowd) {
    if (crowd.size() < 3) {
      return;
    }
    RleMask a = crowd.get(0).mask();
    RleMask b = crowd.get(1).mask();
    RleMask c = crowd.get(2).mask();
    RleMask nothing = RleMask.empty(a.height(), a.width());
    RleMask everything = RleMask.full(a.height(), a.width());

    assertThat(a.union(b)).isEqualTo(b.union(a));
    assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
    assertThat(a.union(b).union(c)).isEqualTo(a.union(b.union(c)));
    assertThat(a.intersection(b).intersection(c)).isEqualTo(a.intersection(b.intersection(c)));
    assertThat(a.intersection(b.union(c))).isEqualTo(a.intersection(b).union(a.intersection(c)));
    assertThat(RunAlgebra.complement(a.union(b)))
        .isEqualTo(RunAlgebra.complement(a).intersection(RunAlgebra.complement(b)));
    assertThat(a.difference(b).union(a.intersection(b))).isEqualTo(a);
    assertThat(a.union(a)).isEqualTo(a);
    assertThat(a.union(nothing)).isEqualTo(a);
    assertThat(a.intersection(everything)).isEqualTo(a);
    assertThat(a.difference(a)).isEqualTo(nothing);
    assertThat(everything.difference(a)).isEqualTo(RunAlgebra.complement(a));
    assertThat(RunAlgebra.complement(RunAlgebra.complement(a))).isEqualTo(a);
  }

  @Property
  void unionOfManyIsTheUnionOneByOne(@ForAll("crowds") List<Bitmap> crowd) {
    int height = crowd.isEmpty() ? 3 : crowd.get(0).height();
    int width = crowd.isEmpty() ? 4 : crowd.get(0).width();
    RleMask oneByOne = RleMask.empty(height, width);
    for (Bitmap bitmap : crowd) {
      oneByOne = oneByOne.union(bitmap.mask());
    }

    RleMask atOnce = RunAlgebra.union(height, width, crowd.stream().map(Bitmap::mask).toList());

    assertThat(atOnce).isEqualTo(oneByOne);
  }
}
