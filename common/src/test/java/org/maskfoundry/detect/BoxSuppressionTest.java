package org.maskfoundry.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskfoundry.config.SettingsResolver;

class BoxSuppressionTest {

  private static DetectorSettings settings(double nmsThreshold, int maxBoxes) {
    return DetectorSettings.from(
        SettingsResolver.of(DetectorSettings.all())
            .override("detection_nms_thresh=" + nmsThreshold)
            .override("max_boxes=" + maxBoxes)
            .resolve());
  }

  private static DetectedBox box(double left, double score) {
    return new DetectedBox(left, 0, left + 10, 10, score);
  }

  @Test
  void theSurestComeFirst() {
    List<DetectedBox> boxes = List.of(box(0, 0.4), box(100, 0.9), box(200, 0.6));

    assertThat(BoxSuppression.surest(boxes, settings(0.5, 100)))
        .containsExactly(boxes.get(1), boxes.get(2), boxes.get(0));
  }

  /** IoU of boxes that are 5 apart is 5 / 15, of boxes that are 2 apart 8 / 12. */
  @Test
  void ofTwoThatOverlapMoreThanAllowedTheSurerStays() {
    List<DetectedBox> boxes = List.of(box(0, 0.5), box(2, 0.9), box(5, 0.7));

    assertThat(BoxSuppression.surest(boxes, settings(0.6, 100)))
        .containsExactly(boxes.get(1), boxes.get(2));
    assertThat(BoxSuppression.surest(boxes, settings(8 / 12.0, 100))).hasSize(3);
    assertThat(BoxSuppression.surest(boxes, settings(0.3, 100))).containsExactly(boxes.get(1));
  }

  /** The middle one goes because of the surest; what only it overlaps stays. */
  @Test
  void whatIsGoneSuppressesNothing() {
    List<DetectedBox> chain = List.of(box(0, 0.9), box(4, 0.8), box(8, 0.7));

    assertThat(BoxSuppression.surest(chain, settings(0.4, 100)))
        .containsExactly(chain.get(0), chain.get(2));
  }

  @Test
  void noMoreStayThanAsked() {
    List<DetectedBox> boxes = List.of(box(0, 0.3), box(1, 0.9), box(100, 0.8), box(200, 0.7));

    assertThat(BoxSuppression.surest(boxes, settings(0.5, 2)))
        .containsExactly(boxes.get(1), boxes.get(2));
  }

  @Test
  void ofNoBoxesNoneStay() {
    assertThat(BoxSuppression.surest(List.of(), settings(0.5, 2))).isEmpty();
  }
}
