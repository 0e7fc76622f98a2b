package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Components on runs against flood fill on pixels. */
class ConnectedComponentsProperties {

  @Provide
  Arbitrary<Bitmap> bitmaps() {
    return Bitmap.any();
  }

  @Property(tries = 3000)
  void componentsAreThoseOfFloodFill(@ForAll("bitmaps") Bitmap bitmap) {
    List<RleMask> components = bitmap.mask().components();

    assertThat(components.stream().map(Bitmap::of)).containsExactlyElementsOf(bitmap.components());
  }

  @Property
  void componentsPartitionTheMask(@ForAll("bitmaps") Bitmap bitmap) {
    RleMask mask = bitmap.mask();
    List<RleMask> components = mask.components();

    assertThat(RunAlgebra.union(mask.height(), mask.width(), components)).isEqualTo(mask);
    assertThat(components.stream().mapToInt(RleMask::area).sum()).isEqualTo(mask.area());
    assertThat(components).allSatisfy(part -> assertThat(part.components()).containsExactly(part));
  }

  @Property
  void componentOfAPixelIsTheOneThatHoldsIt(@ForAll("bitmaps") Bitmap bitmap) {
    RleMask mask = bitmap.mask();
    List<RleMask> components = mask.components();
    for (int x = -1; x <= bitmap.width(); x++) {
      for (int y = -1; y <= bitmap.height(); y++) {
        int column = x;
        int row = y;
        Optional<RleMask> expected =
            components.stream().filter(part -> part.contains(column, row)).findFirst();
        assertThat(mask.component(x, y)).isEqualTo(expected);
      }
    }
  }

  @Example
  void runThatGoesOnInTheNextColumnIsTwoComponentsWhereItsEndsDoNotTouch() {
    // The last pixel of column 0 and the first of column 1 follow each other in the runs.
    assertThat(RleMask.ofRuns(3, 2, 2, 2, 2).components())
        .containsExactly(RleMask.ofRuns(3, 2, 2, 1, 3), RleMask.ofRuns(3, 2, 3, 1, 2));
    assertThat(RleMask.ofRuns(2, 2, 1, 2, 1).components()).hasSize(1);
    assertThat(RleMask.ofRuns(1, 4, 1, 2, 1).components()).hasSize(1);
  }

  @Example
  void hundredThousandRunsOfOneOrOfManyComponents() {
    int side = 450;
    RleMask board = Bitmap.of(side, side, (x, y) -> (x + y) % 2 == 0).mask();
    RleMask dots = Bitmap.of(2 * side, side, (x, y) -> x % 2 == 0 && y % 2 == 0).mask();

    assertThat(board.components()).containsExactly(board);
    assertThat(dots.components()).hasSize(side * side / 2).allMatch(dot -> dot.area() == 1);
  }

  @Example
  void aFullMaskOfAnyWidthIsOneBlock() {
    RleMask row = RleMask.full(1, Integer.MAX_VALUE);
    RleMask square = RleMask.full(46340, 46340);

    assertThat(row.components()).containsExactly(row);
    assertThat(row.component(Integer.MAX_VALUE - 1, 0)).contains(row);
    assertThat(square.components()).containsExactly(square);
  }
}
