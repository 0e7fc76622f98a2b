package org.maskfoundry.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PointGridTest {

  @Test
  void aSquareGridIsRowMajorAndHalfAStepFromTheBorder() {
    assertThat(PointGrid.square(2).scaledTo(100, 40))
        .containsExactly(
            PointPrompt.foreground(25, 10),
            PointPrompt.foreground(75, 10),
            PointPrompt.foreground(25, 30),
            PointPrompt.foreground(75, 30));
  }

  @Test
  void pointsOutsideTheImageAreRefused() {
    assertThatThrownBy(() -> new PointGrid(List.of(new PointGrid.Point(0.5, 1.5))))
        .hasMessageContaining("[0, 1]")
        .hasMessageContaining("0.5,1.5");
  }
}
