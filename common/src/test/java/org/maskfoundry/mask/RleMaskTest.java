package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RleMaskTest {

  @Test
  void runsAreColumnMajorAndBeginOutside() {
    // . #
    // # #
    RleMask mask = RleMask.ofRuns(2, 2, 1, 3);

    assertThat(mask.toBitmap()).containsExactly(0, 1, 1, 1);
    assertThat(mask.contains(0, 0)).isFalse();
    assertThat(mask.contains(1, 0)).isTrue();
    assertThat(mask).hasToString("RleMask[2x2, area 3, 2 runs]");
  }

  @Test
  void runsThatWereGivenMayBeChangedAfterwards() {
    int[] runs = {1, 3};
    RleMask mask = RleMask.ofRuns(2, 2, runs);

    runs[0] = 2;

    assertThat(mask.runs()).containsExactly(1, 3);
  }

  @Test
  void negativeRunIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofRuns(4, 5, 10, -3, 13))
        .withMessage("run 1 of 3 is -3: a run is a number of pixels, 0 or more");
  }

  @Test
  void shortAndLongRunsAreRefusedWithBothNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofRuns(4, 5, 5, 5, 5))
        .withMessage("the 3 runs sum to 15 pixels, but a mask of height 4 and width 5 has 20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofRuns(4, 5))
        .withMessage("the 0 runs sum to 0 pixels, but a mask of height 4 and width 5 has 20");
  }

  @Test
  void sumsThatOverflowAnIntAreNotMistakenForTheRightOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofRuns(4, 5, Integer.MAX_VALUE, Integer.MAX_VALUE, 22))
        .withMessageContaining("sum to 4294967316 pixels");
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.empty(-1, 5))
        .withMessage("a mask cannot have height -1 and width 5: no side may be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofRuns(65536, 65536, 0))
        .withMessage(
            "a mask of height 65536 and width 65536 has 4294967296 pixels:"
                + " at most 2147483647 are possible");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.full(46341, 46341))
        .withMessageContaining("2147488281 pixels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofCocoString(1, -1, ""))
        .withMessageContaining("width -1");
  }

  @Test
  void bitmapOfAnotherSizeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RleMask.ofBitmap(2, 3, new byte[5]))
        .withMessage("the bitmap has 5 bytes, but a mask of height 2 and width 3 has 6 pixels");
  }

  @Test
  void masksOfDifferentImagesDoNotCombine() {
    RleMask mask = RleMask.full(2, 6);
    RleMask other = RleMask.full(6, 2);
    String message =
        "the masks belong to images of different sizes: 2 x 6 and 6 x 2 (height x width)";

    assertThatIllegalArgumentException().isThrownBy(() -> mask.union(other)).withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mask.intersection(other))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mask.difference(other))
        .withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(() -> mask.iou(other)).withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mask.containment(other))
        .withMessage(message);
  }

  @Test
  void imagesWithoutPixelsHaveOneMask() {
    RleMask none = RleMask.empty(0, 7);

    assertThat(none).isEqualTo(RleMask.full(0, 7)).isEqualTo(RleMask.ofRuns(0, 7));
    assertThat(none).isNotEqualTo(RleMask.empty(7, 0));
    assertThat(none.toCocoString()).isEqualTo("0");
    assertThat(RleMask.ofCocoString(0, 7, "0")).isEqualTo(none);
    assertThat(none.box()).isEqualTo(MaskBox.NONE);
    assertThat(none.components()).isEmpty();
    assertThat(none.withoutSmallRegions(9)).isEqualTo(new MendedMask(none, false));
    assertThat(none.iou(none)).isZero();
  }

  @Test
  void theLargestImageHasMasks() {
    int pixels = Integer.MAX_VALUE;
    RleMask last = RleMask.ofRuns(1, pixels, pixels - 1, 1);
    RleMask most = RleMask.ofRuns(pixels, 1, 1, pixels - 1);

    assertThat(last.box()).isEqualTo(new MaskBox(pixels - 1, 0, pixels - 1, 0));
    assertThat(last.contains(pixels - 1, 0)).isTrue();
    assertThat(last.union(RleMask.full(1, pixels))).isEqualTo(RleMask.full(1, pixels));
    RleMask ends = RleMask.ofRuns(1, pixels, 0, 3, pixels - 4, 1);
    assertThat(ends.union(RleMask.ofRuns(1, pixels, 2, 2, pixels - 4)))
        .isEqualTo(RleMask.ofRuns(1, pixels, 0, 4, pixels - 5, 1));
    assertThat(RleMask.ofCocoString(1, pixels, last.toCocoString())).isEqualTo(last);
    assertThat(most.box()).isEqualTo(new MaskBox(0, 1, 0, pixels - 1));
    assertThat(most.iou(RleMask.full(pixels, 1))).isEqualTo((pixels - 1) / (double) pixels);
    assertThat(most.withoutSmallHoles(2)).isEqualTo(RleMask.full(pixels, 1));
    assertThat(last.crop(pixels - 2, 0, 2, 1)).isEqualTo(RleMask.ofRuns(1, 2, 1, 1));
  }

  @Test
  void runsHandedInAndOutAreCopies() {
    int[] runs = {1, 3};
    RleMask mask = RleMask.ofRuns(2, 2, runs);
    runs[0] = 4;
    mask.runs()[0] = 4;

    assertThat(mask.runs()).containsExactly(1, 3);
  }

  @Test
  void boxesAreWrittenInBothConventions() {
    MaskBox box = RleMask.ofRuns(3, 4, 4, 1, 2, 1, 4).box();

    assertThat(box).isEqualTo(new MaskBox(1, 1, 2, 1));
    assertThat(box.toSa1b()).containsExactly(1, 1, 1, 0);
    assertThat(box.toCoco()).containsExactly(1, 1, 2, 1);
    assertThat(MaskBox.NONE.toSa1b()).containsExactly(0, 0, 0, 0);
    assertThat(MaskBox.NONE.toCoco()).containsExactly(0, 0, 0, 0);
    assertThat(MaskBox.NONE.translated(3, 4)).isEqualTo(MaskBox.NONE);
  }
}
