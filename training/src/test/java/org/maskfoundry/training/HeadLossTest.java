package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.maskfoundry.training.Boxes.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.model.graph.HeadArchitecture;
import org.maskfoundry.model.graph.HeadLevel;
import org.maskfoundry.model.graph.HeadNetwork;

/** Grids of 16, 8 and 4 cells a side, of 4, 8 and 16 pixels. */
class HeadLossTest {

  private static final HeadArchitecture HEAD = new HeadArchitecture(8, 16, 64, 8);
  private static final Device CPU = new Device("cpu");

  /** What an answer of no opinion costs: half off, weighted by its square. */
  private static final double UNDECIDED = 0.25 * Math.log(2);

  /** Inside one cell of the finest grid, column 5 and row 9, and around its middle. */
  private static final DetectedBox SMALL = box(21, 37, 23, 39);

  /** Answers that are told cell by cell. */
  private static final class Answers {

    private final List<float[]> scores = new ArrayList<>();
    private final List<float[]> sides = new ArrayList<>();
    private final int images;

    Answers(int images, double logit) {
      this.images = images;
      for (HeadLevel level : HEAD.levels()) {
        float[] same = new float[images * level.cells()];
        Arrays.fill(same, (float) logit);
        scores.add(same);
        sides.add(new float[4 * images * level.cells()]);
      }
    }

    /** Says something else of a cell of the finest grid; sides in pixels from its middle. */
    Answers say(int image, int column, int row, double logit, double... pixels) {
      int cell = 16 * row + column;
      scores.get(0)[256 * image + cell] = (float) logit;
      for (int side = 0; side < 4; side++) {
        sides.get(0)[256 * (4 * image + side) + cell] =
            (float) Math.log(Math.expm1(pixels[side] / (HeadArchitecture.CELLS_PER_SIDE * 4)));
      }
      return this;
    }

    List<HeadNetwork.Answer<Tensor>> tensors() {
      List<HeadNetwork.Answer<Tensor>> answers = new ArrayList<>();
      for (int level = 0; level < scores.size(); level++) {
        int side = HEAD.levels().get(level).side();
        answers.add(
            new HeadNetwork.Answer<>(
                Tensor.create(scores.get(level), new long[] {images, 1, side, side}),
                Tensor.create(sides.get(level), new long[] {images, 4, side, side})));
      }
      return answers;
    }
  }

  private static double loss(Answers answers, List<List<DetectedBox>> boxes) {
    return new HeadLoss(HEAD, CPU).of(answers.tensors(), boxes).item_float();
  }

  private static double loss(Answers answers, DetectedBox... boxes) {
    return loss(answers, List.of(List.of(boxes)));
  }

  @Test
  void whereThereAreNoObjectsEveryScoreShouldBeZero() {
    assertThat(loss(new Answers(2, 0), List.of(List.of(), List.of())))
        .isCloseTo(2 * 336 * UNDECIDED, within(1e-3));
    assertThat(loss(new Answers(1, -20))).isCloseTo(0, within(1e-6));
    assertThat(loss(new Answers(1, 3))).isGreaterThan(loss(new Answers(1, 2)));
  }

  @Test
  void perfectAnswersCostNothing() {
    Answers answers = new Answers(1, -20).say(0, 5, 9, 20, 1, 1, 1, 1);

    assertThat(loss(answers, SMALL)).isCloseTo(0, within(1e-4));
  }

  /** The box is 2 x 2 and 4 x 2 is answered: IoU 1/2, and the box around both is no larger. */
  @Test
  void sidesThatAreOffCostTwiceTheOverlapThatIsMissing() {
    double justSoSure = 0;
    Answers answers = new Answers(1, -20).say(0, 5, 9, justSoSure, 1, 1, 3, 1);

    assertThat(loss(answers, SMALL)).isCloseTo(2 * (1 - 0.5), within(1e-3));
  }

  /** The score of the answer is the IoU it has: 1/2; whoever is surer or less sure pays. */
  @Test
  void aScoreShouldBeHowWellItsBoxFits() {
    double[] logits = {-3, 0, 3};
    double[] losses =
        Arrays.stream(logits)
            .map(logit -> loss(new Answers(1, -20).say(0, 5, 9, logit, 1, 1, 3, 1), SMALL))
            .toArray();

    assertThat(losses[1]).isLessThan(losses[0] - 0.1).isLessThan(losses[2] - 0.1);
  }

  @Test
  void anObjectThatIsMissedCosts() {
    double missed = loss(new Answers(1, -20).say(0, 5, 9, -20, 1, 1, 1, 1), SMALL);

    // The cross entropy of a score of nearly 0 that should be 1 is its logit.
    assertThat(missed).isCloseTo(20, within(1e-3));
  }

  @Test
  void anObjectThatIsNotThereCosts() {
    Answers answers =
        new Answers(1, -20).say(0, 5, 9, 20, 1, 1, 1, 1).say(0, 12, 3, 20, 1, 1, 1, 1);

    assertThat(loss(answers, SMALL)).isCloseTo(20, within(1e-3));
  }

  /** Two objects of one cell each, of which one is missed: half of what one costs. */
  @Test
  void theLossIsMeanedOverTheCellsThatAnswer() {
    DetectedBox other = box(49, 13, 51, 15);
    Answers answers =
        new Answers(2, -20).say(0, 5, 9, -20, 1, 1, 1, 1).say(1, 12, 3, 20, 1, 1, 1, 1);

    assertThat(loss(answers, List.of(List.of(SMALL), List.of(other)))).isCloseTo(10, within(1e-3));
    assertThat(loss(answers, List.of(List.of(other), List.of(SMALL)))).isGreaterThan(11);
  }

  /**
   * It lies in its cell's lower right corner; the answer reaches from the middle to its far end.
   */
  @Test
  void anObjectBesideItsCellsMiddleIsNeverFittedBetterThanWholly() {
    DetectedBox corner = box(23, 39, 24, 40);
    Answers answers = new Answers(1, -20).say(0, 5, 9, 20, 1e-3, 1e-3, 2, 2);

    // 1 x 1 in 2 x 2: IoU 1/4; the score is 3/4 off, of which cross entropy makes 3/4 of its logit.
    assertThat(loss(answers, corner)).isCloseTo(2 * 0.75 + 0.75 * 0.75 * 0.75 * 20, within(0.05));
  }

  @Test
  void onlyCellsThatAnswerForAnObjectLearnSidesAndAllLearnScores() {
    List<HeadNetwork.Answer<Tensor>> tensors =
        new Answers(1, 0).say(0, 5, 9, 1, 1, 1, 3, 1).tensors();
    for (HeadNetwork.Answer<Tensor> answer : tensors) {
      answer.scores().requires_grad_(true);
      answer.sides().requires_grad_(true);
    }

    new HeadLoss(HEAD, CPU).of(tensors, List.of(List.of(SMALL))).backward();

    float[] sides = TorchHead.values(tensors.get(0).sides().grad());
    int cell = 16 * 9 + 5;
    // The right side is too far right: going down its gradient brings it back.
    assertThat(sides[2 * 256 + cell]).isPositive();
    for (int i = 0; i < sides.length; i++) {
      if (i % 256 != cell) {
        assertThat(sides[i]).isZero();
      }
    }
    for (HeadNetwork.Answer<Tensor> answer : tensors) {
      assertThat(TorchHead.values(answer.scores().grad())).doesNotContain(0f);
    }
  }
}
