package org.maskfoundry.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskfoundry.mask.RleMask;

class FoundObjectsTest {

  /** The first pixels of an image of one row and eight columns. */
  private static RleMask first(int pixels) {
    return RleMask.ofRuns(1, 8, 0, pixels, 8 - pixels);
  }

  @Test
  void theBestMaskOfAnObjectCounts() {
    assertThat(FoundObjects.of(List.of(first(4)), List.of(first(1), first(3), first(8))))
        .isEqualTo(new FoundObjects(1, 1, 1));
  }

  @Test
  void anIouThatIsReachedExactlyIsReached() {
    assertThat(FoundObjects.of(List.of(first(4)), List.of(first(2))))
        .isEqualTo(new FoundObjects(1, 1, 0));
    assertThat(FoundObjects.of(List.of(first(4)), List.of(first(3))))
        .isEqualTo(new FoundObjects(1, 1, 1));
    assertThat(FoundObjects.of(List.of(first(5)), List.of(first(2))))
        .isEqualTo(new FoundObjects(1, 0, 0));
  }

  @Test
  void imagesAddUp() {
    assertThat(
            FoundObjects.NONE
                .plus(FoundObjects.of(List.of(first(4), first(8)), List.of(first(4))))
                .plus(FoundObjects.of(List.of(first(4)), List.of())))
        .isEqualTo(new FoundObjects(3, 2, 1));
  }
}
