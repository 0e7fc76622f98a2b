package org.maskfoundry.prompt;

import static org.assertj.core.api.Assertions.assertThat;

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
}
