package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskfoundry.mask.MaskBox;

class BoxNmsTest {

  private static final MaskBox BOX = new MaskBox(0, 0, 10, 10);
  private static final MaskBox NEARLY_BOX = new MaskBox(0, 0, 10, 9);
  private static final MaskBox ELSEWHERE = new MaskBox(50, 50, 60, 60);

  @Test
  void theHigherScoreStaysAndTheOrderIsDescending() {
    assertThat(BoxNms.keep(List.of(NEARLY_BOX, ELSEWHERE, BOX), new double[] {0.5, 0.7, 0.9}, 0.7))
        .containsExactly(2, 1);
  }

  @Test
  void tiesKeepTheirOrder() {
    assertThat(BoxNms.keep(List.of(BOX, NEARLY_BOX, ELSEWHERE), new double[] {0.5, 0.5, 0.5}, 0.7))
        .containsExactly(0, 2);
  }

  @Test
  void onlyAGreaterOverlapSuppresses() {
    // 90 / 100: an IoU of exactly the threshold stays.
    assertThat(BoxNms.keep(List.of(BOX, NEARLY_BOX), new double[] {0.9, 0.8}, 0.9f)).hasSize(2);
    assertThat(BoxNms.keep(List.of(BOX, NEARLY_BOX), new double[] {0.9, 0.8}, 0.89)).hasSize(1);
  }

  @Test
  void boxesWithoutAreaNeverSuppressEachOther() {
    MaskBox line = new MaskBox(3, 3, 3, 9);
    assertThat(BoxNms.keep(List.of(line, line), new double[] {0.9, 0.8}, 0)).hasSize(2);
  }

  @Test
  void aSuppressedBoxSuppressesNothing() {
    MaskBox middle = new MaskBox(5, 0, 15, 10);
    MaskBox right = new MaskBox(10, 0, 20, 10);
    assertThat(BoxNms.keep(List.of(BOX, middle, right), new double[] {0.9, 0.8, 0.7}, 0.3))
        .containsExactly(0, 2);
  }
}
