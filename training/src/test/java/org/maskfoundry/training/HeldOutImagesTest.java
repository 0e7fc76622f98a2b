package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.detect.DetectionFigures;

class HeldOutImagesTest {

  private static final List<TrainingImage> IMAGES = Rectangles.images(5, 1);
  private final HeldOutImages measure = new HeldOutImages(Rectangles.HEAD, IMAGES);

  @Test
  void boxesOfChanceLieInTheImageTheSurestFirst() {
    List<DetectionFigures.Image> drawn = measure.drawn(1);

    assertThat(drawn).hasSize(5);
    for (int i = 0; i < drawn.size(); i++) {
      assertThat(drawn.get(i).objects()).isEqualTo(IMAGES.get(i).boxes());
      assertThat(drawn.get(i).found())
          .hasSize(100)
          .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()))
          .allMatch(HeldOutImagesTest::isInImage);
    }
  }

  private static boolean isInImage(DetectedBox box) {
    return 0 <= box.left()
        && box.left() <= box.right()
        && box.right() <= 64
        && 0 <= box.top()
        && box.top() <= box.bottom()
        && box.bottom() <= 64;
  }

  @Test
  void chanceFollowsFromTheSeed() {
    assertThat(measure.drawn(1)).isEqualTo(measure.drawn(1)).isNotEqualTo(measure.drawn(2));
  }
}
