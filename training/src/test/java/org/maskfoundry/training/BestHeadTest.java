package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maskfoundry.detect.DetectionFigures;

class BestHeadTest {

  private static final byte[] FIRST = {1};
  private static final byte[] SECOND = {2};

  /** The worse, the more of the ten surest boxes are right: that has no say. */
  private static DetectionFigures figures(double recallOfHundred, double precision) {
    return new DetectionFigures(1 - precision, recallOfHundred, precision, 7);
  }

  @Test
  void theFirstIsTheBestHoweverBad() {
    BestHead best = new BestHead(1);

    best.offer(FIRST, figures(0, 0));

    assertThat(best.graph()).isSameAs(FIRST);
    assertThat(best.figures()).isEqualTo(figures(0, 0));
    assertThat(best.mayImprove()).isTrue();
  }

  @Test
  void aBetterOneTakesItsPlaceWithItsFigures() {
    BestHead best = new BestHead(5);
    best.offer(FIRST, figures(0.5, 0.5));

    best.offer(SECOND, figures(0.4, 0.7));

    assertThat(best.graph()).isSameAs(SECOND);
    assertThat(best.figures()).isEqualTo(figures(0.4, 0.7));
  }

  @Test
  void oneThatIsNoBetterDoesNot() {
    BestHead best = new BestHead(5);
    best.offer(FIRST, figures(0.5, 0.5));

    best.offer(SECOND, figures(0.25, 0.75));
    best.offer(SECOND, figures(0.6, 0.3));

    assertThat(best.graph()).isSameAs(FIRST);
    assertThat(best.figures()).isEqualTo(figures(0.5, 0.5));
  }

  @Test
  void patienceEndsAfterSoManyInARowThatAreNoBetter() {
    BestHead best = new BestHead(2);
    best.offer(FIRST, figures(0.5, 0.5));
    best.offer(FIRST, figures(0.4, 0.4));
    best.offer(FIRST, figures(0.6, 0.6));
    best.offer(FIRST, figures(0.5, 0.5));

    assertThat(best.mayImprove()).isTrue();
    best.offer(FIRST, figures(0.6, 0.6));
    assertThat(best.mayImprove()).isFalse();
  }
}
