package org.maskfoundry.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.maskfoundry.detect.DetectionFigures.Image;

/** Figures that were computed by hand. */
class DetectionFiguresTest {

  private static final Offset<Double> EXACT = within(1e-12);

  /** Object number {@code index}: 100 wide, 10 high, far from all others. */
  private static DetectedBox object(int index) {
    return found(index, 0, 1);
  }

  /** A box of an object's size, so far to the right of it. */
  private static DetectedBox found(int index, double right, double score) {
    double top = 50.0 * index;
    return new DetectedBox(right, top, 100 + right, top + 10, score);
  }

  /** A box of an object's height with the given IoU, a share of its width. */
  private static DetectedBox share(int index, double iou, double score) {
    double top = 50.0 * index;
    return new DetectedBox(0, top, 100 * iou, top + 10, score);
  }

  private static DetectedBox nowhere(double score) {
    return new DetectedBox(5000, 5000, 5010, 5010, score);
  }

  private static List<DetectedBox> objects(int count) {
    List<DetectedBox> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      objects.add(object(i));
    }
    return objects;
  }

  @Test
  void whatIsFoundExactlyIsFoundAtEveryIou() {
    DetectionFigures figures =
        DetectionFigures.of(
            List.of(new Image(List.of(found(0, 0, 0.9), found(1, 0, 0.8)), objects(2))));

    assertThat(figures).isEqualTo(new DetectionFigures(1, 1, 1, 2));
  }

  /** IoU 0.72: right at 0.5, 0.55, 0.6, 0.65, 0.7, five of ten. */
  @Test
  void recallIsMeanedOverTheIousABoxReaches() {
    DetectionFigures figures =
        DetectionFigures.of(List.of(new Image(List.of(share(0, 0.72, 0.9)), objects(1))));

    assertThat(figures.recallOfTen()).isCloseTo(0.5, EXACT);
    assertThat(figures.recallOfHundred()).isCloseTo(0.5, EXACT);
    assertThat(figures.precision()).isCloseTo(1, EXACT);
  }

  @Test
  void aBoxOfJustHalfIsRightAndAnyLessIsWrong() {
    List<DetectedBox> objects = objects(1);

    assertThat(
            DetectionFigures.of(List.of(new Image(List.of(share(0, 0.5, 1)), objects))).precision())
        .isCloseTo(1, EXACT);
    assertThat(
            DetectionFigures.of(List.of(new Image(List.of(share(0, 0.499, 1)), objects)))
                .precision())
        .isZero();
  }

  /** Twelve objects in one image, the eleventh and twelfth surest box among them; two images. */
  @Test
  void onlyTheTenSurestOfAnImageCountForTheFirstFigure() {
    List<DetectedBox> found = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      found.add(found(i, 0, 0.9 - 0.01 * i));
    }

    DetectionFigures figures =
        DetectionFigures.of(
            List.of(
                new Image(found, objects(12)), new Image(List.of(found(0, 0, 0.1)), objects(1))));

    assertThat(figures.objects()).isEqualTo(13);
    assertThat(figures.recallOfTen()).isCloseTo(11 / 13.0, EXACT);
    assertThat(figures.recallOfHundred()).isCloseTo(1, EXACT);
  }

  @Test
  void theHundredAndFirstBoxOfAnImageIsNotLookedAt() {
    List<DetectedBox> found = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      found.add(nowhere(0.9));
    }
    found.add(found(0, 0, 0.8));

    DetectionFigures late = DetectionFigures.of(List.of(new Image(found, objects(1))));
    DetectionFigures inTime =
        DetectionFigures.of(List.of(new Image(found.subList(1, 101), objects(1))));

    assertThat(late).isEqualTo(new DetectionFigures(0, 0, 0, 1));
    assertThat(inTime.recallOfTen()).isZero();
    assertThat(inTime.recallOfHundred()).isEqualTo(1);
    assertThat(inTime.precision()).isCloseTo(0.01, EXACT);
  }

  /**
   * Right, wrong, right, and one object is never found: recall 1/3 and 2/3, precision there 1 and
   * 2/3. The recalls 0, 0.01 ... 0.33 are reached at precision 1 (34 of them), 0.34 ... 0.66 at 2/3
   * (33 of them).
   */
  @Test
  void precisionIsTheAreaUnderItsCurve() {
    Image image = new Image(List.of(found(0, 0, 0.9), nowhere(0.8), found(1, 0, 0.7)), objects(3));

    DetectionFigures figures = DetectionFigures.of(List.of(image));

    assertThat(figures.precision()).isCloseTo((34 + 33 * 2 / 3.0) / 101, EXACT);
    assertThat(figures.recallOfHundred()).isCloseTo(2 / 3.0, EXACT);
  }

  /** Wrong, right: the curve lies at 1/2 for all recalls, for a higher recall is as precise. */
  @Test
  void precisionAtARecallIsTheBestAtAnyHigherOne() {
    Image image = new Image(List.of(nowhere(0.9), found(0, 0, 0.8)), objects(1));

    assertThat(DetectionFigures.of(List.of(image)).precision()).isCloseTo(0.5, EXACT);
  }

  /** By their scores: the other image's wrong box stands between the right ones. */
  @Test
  void boxesOfAllImagesAreRankedTogether() {
    Image first = new Image(List.of(found(0, 0, 0.9), found(1, 0, 0.3)), objects(2));
    Image second = new Image(List.of(nowhere(0.6)), List.of());

    assertThat(DetectionFigures.of(List.of(first, second)).precision())
        .isEqualTo(DetectionFigures.of(List.of(second, first)).precision())
        .isCloseTo((51 + 50 * 2 / 3.0) / 101, EXACT);
  }

  @Test
  void anObjectIsFoundOnce() {
    Image image = new Image(List.of(found(0, 0, 0.9), found(0, 1, 0.8)), objects(2));

    DetectionFigures figures = DetectionFigures.of(List.of(image));

    assertThat(figures.recallOfTen()).isCloseTo(0.5, EXACT);
    assertThat(figures.precision()).isCloseTo(51 / 101.0, EXACT);
  }

  /** Both boxes fit the first object; the surer takes the one it fits best, the other the rest. */
  @Test
  void aBoxTakesTheObjectItFitsBest() {
    List<DetectedBox> objects = List.of(found(0, 0, 1), found(0, 20, 1));

    DetectionFigures figures =
        DetectionFigures.of(
            List.of(new Image(List.of(found(0, 15, 0.9), found(0, 0, 0.8)), objects)));

    // 95 / 105 is right up to 0.9 with the second object; with the first, the other box fits none.
    assertThat(figures.recallOfTen()).isCloseTo((9 + 10) / 20.0, EXACT);
  }

  @Test
  void nothingFoundIsNothingRight() {
    List<Image> images = List.of(new Image(List.of(), objects(2)));

    assertThat(DetectionFigures.of(images)).isEqualTo(new DetectionFigures(0, 0, 0, 2));
    assertThat(DetectionFigures.surestThreshold(images)).isEqualTo(0.5);
  }

  @Test
  void whereThereAreNoObjectsEveryFigureIsZero() {
    List<Image> images = List.of(new Image(List.of(nowhere(0.9)), List.of()));

    assertThat(DetectionFigures.of(images)).isEqualTo(new DetectionFigures(0, 0, 0, 0));
    assertThat(DetectionFigures.of(List.of())).isEqualTo(new DetectionFigures(0, 0, 0, 0));
    assertThat(DetectionFigures.surestThreshold(images)).isEqualTo(0.5);
  }

  /**
   * Right, right, wrong, wrong, wrong, right of three objects: the harmonic means are 1/2, 4/5,
   * 2/3, 4/7, 1/2 and 2/3.
   */
  @Test
  void theThresholdIsWherePrecisionAndRecallAreBestTogether() {
    List<DetectedBox> found =
        List.of(
            found(0, 0, 0.9),
            found(1, 0, 0.8),
            nowhere(0.7),
            nowhere(0.6),
            nowhere(0.5),
            found(2, 0, 0.4));

    assertThat(DetectionFigures.surestThreshold(List.of(new Image(found, objects(3)))))
        .isEqualTo(0.8);
    assertThat(
            DetectionFigures.surestThreshold(List.of(new Image(found.subList(3, 6), objects(3)))))
        .isEqualTo(0.4);
  }

  /**
   * Right, wrong, wrong, wrong, right. Of two objects the first box has half, harmonic mean 2/3,
   * and all boxes have 4/7; of eight these are 2/9 and 4/13.
   */
  @Test
  void theMoreObjectsAreMissedTheLowerIsTheThreshold() {
    List<DetectedBox> found =
        List.of(found(0, 0, 0.9), nowhere(0.8), nowhere(0.7), nowhere(0.6), found(1, 0, 0.5));

    assertThat(DetectionFigures.surestThreshold(List.of(new Image(found, objects(2)))))
        .isEqualTo(0.9);
    assertThat(DetectionFigures.surestThreshold(List.of(new Image(found, objects(8)))))
        .isEqualTo(0.5);
  }

  /**
   * Two boxes of one score stay or go together: with 0.8 there are one right and two wrong boxes
   * (harmonic mean 2/5), with 0.7 two right and two wrong ones (4/6).
   */
  @Test
  void boxesOfOneScoreStayTogether() {
    List<DetectedBox> found =
        List.of(found(0, 0, 0.8), nowhere(0.8), nowhere(0.8), found(1, 0, 0.7));

    assertThat(DetectionFigures.surestThreshold(List.of(new Image(found, objects(2)))))
        .isEqualTo(0.7);
  }
}
