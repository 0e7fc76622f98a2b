package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.detect.DetectionFigures;
import org.maskfoundry.detect.DetectorSettings;
import org.maskfoundry.detect.EmbeddingDetector;
import org.maskfoundry.model.DeviceSettings;

/** Rectangles in synthetic embeddings, learned with one thread. */
class HeadTrainingTest {

  private static final HeldOutSplit SPLIT = HeldOutSplit.of(Rectangles.images(80, 1), 0.25, 1);
  private static final List<TrainingRound> HEARD = new ArrayList<>();

  private static TrainedHead trained;

  /** Batches of eight images, one thread. */
  private static TrainingSettings settings(int steps, int patience, double rate, int seed) {
    return new TrainingSettings(steps, patience, 8, rate, 0.25, 8, seed, 1);
  }

  private static TrainedHead train(TrainingSettings settings) throws IOException {
    return new HeadTraining(Rectangles.HEAD, settings, round -> {}).train(SPLIT);
  }

  @BeforeAll
  static void train() throws IOException {
    trained =
        new HeadTraining(Rectangles.HEAD, settings(400, 20, 0.01, 1), HEARD::add).train(SPLIT);
  }

  @Test
  void whatIsLearnedBeatsChanceByFar() {
    DetectionFigures figures = trained.figures();
    DetectionFigures chance = trained.chance();

    assertThat(figures.objects()).isEqualTo(chance.objects()).isGreaterThan(20);
    assertThat(figures.precision()).isGreaterThan(chance.precision() + 0.6);
    assertThat(figures.recallOfTen()).isGreaterThan(chance.recallOfTen() + 0.4);
    assertThat(figures.recallOfHundred()).isGreaterThan(chance.recallOfHundred() + 0.4);
  }

  @Test
  void theLossFalls() {
    List<TrainingRound> rounds = trained.rounds();

    assertThat(rounds.get(rounds.size() - 1).loss()).isLessThan(rounds.get(0).loss() / 2);
  }

  @Test
  void itIsMeasuredTwentyTimesAndTheObserverHears() {
    assertThat(trained.rounds()).hasSize(20).isEqualTo(HEARD);
    assertThat(trained.rounds())
        .extracting(TrainingRound::steps)
        .startsWith(20, 40, 60)
        .endsWith(400);
  }

  @Test
  void theHeadIsTheOneOfTheBestRound() {
    assertThat(trained.rounds())
        .extracting(TrainingRound::heldOut)
        .contains(trained.figures())
        .allMatch(
            figures ->
                figures.recallOfHundred() + figures.precision()
                    <= trained.figures().recallOfHundred() + trained.figures().precision());
  }

  /** The graph is asked anew, as whoever uses the detector does. */
  @Test
  void theFiguresAreThoseOfTheGraph() throws IOException {
    List<DetectionFigures.Image> found = new ArrayList<>();
    try (EmbeddingDetector detector = detector("0.001")) {
      for (TrainingImage image : SPLIT.heldOut()) {
        found.add(new DetectionFigures.Image(boxes(detector, image), image.boxes()));
      }
    }

    assertThat(DetectionFigures.of(found)).isEqualTo(trained.figures());
    assertThat(DetectionFigures.surestThreshold(found)).isEqualTo(trained.scoreThreshold());
    assertThat(trained.architecture()).isEqualTo(Rectangles.HEAD);
  }

  private static EmbeddingDetector detector(String threshold) {
    return EmbeddingDetector.load(
        trained.graph(),
        DetectorSettings.from(
            SettingsResolver.of(DetectorSettings.all())
                .override("detection_score_thresh=" + threshold)
                .override("max_boxes=100")
                .resolve()),
        DeviceSettings.cpu());
  }

  private static List<DetectedBox> boxes(EmbeddingDetector detector, TrainingImage image)
      throws IOException {
    return detector.detect(image.embedding().values(), Rectangles.HEAD.channels(), 16, 16);
  }

  /** About as many boxes as objects, where without it there are many times more. */
  @Test
  void theThresholdLeavesAboutAsManyBoxesAsThereAreObjects() throws IOException {
    long sure = 0;
    long any = 0;
    try (EmbeddingDetector suited = detector("" + trained.scoreThreshold());
        EmbeddingDetector open = detector("0.001")) {
      for (TrainingImage image : SPLIT.heldOut()) {
        sure += boxes(suited, image).size();
        any += boxes(open, image).size();
      }
    }
    double objects = trained.figures().objects();

    assertThat(sure / objects).isBetween(0.6, 1.6);
    assertThat(any / objects).isGreaterThan(3);
  }

  @Test
  void theSameSeedGivesTheSameHeadAndAnotherSeedAnother() throws IOException {
    byte[] graph = train(settings(20, 20, 0.01, 1)).graph();

    assertThat(train(settings(20, 20, 0.01, 1)).graph()).isEqualTo(graph);
    assertThat(train(settings(20, 20, 0.01, 2)).graph()).isNotEqualTo(graph);
  }

  /** Nothing is learned at a rate of 0: the first head stays the best. */
  @Test
  void patienceEndsItWhereNothingIsGained() throws IOException {
    TrainedHead still = train(settings(400, 3, 0, 1));

    assertThat(still.rounds()).extracting(TrainingRound::steps).containsExactly(20, 40, 60, 80);
    assertThat(still.figures()).isEqualTo(still.rounds().get(0).heldOut());
  }

  @Test
  void fewStepsAreEachARound() throws IOException {
    assertThat(train(settings(3, 20, 0.01, 1)).rounds())
        .extracting(TrainingRound::steps)
        .containsExactly(1, 2, 3);
  }

  @Test
  void imagesWithoutObjectsCanBeLearnedFrom() throws IOException {
    List<TrainingImage> empty =
        Rectangles.images(6, 1).stream()
            .map(image -> new TrainingImage(image.name(), image.embedding(), List.of()))
            .toList();

    TrainedHead learned =
        new HeadTraining(Rectangles.HEAD, settings(5, 20, 0.01, 1), round -> {})
            .train(HeldOutSplit.of(empty, 0.5, 1));

    assertThat(learned.figures()).isEqualTo(new DetectionFigures(0, 0, 0, 0));
    assertThat(learned.scoreThreshold()).isEqualTo(0.5);
    assertThat(learned.rounds()).extracting(TrainingRound::loss).allMatch(Double::isFinite);
  }

  @Test
  void anEmbeddingThatCannotBeReadEndsItWithTheReason() {
    List<TrainingImage> images = new ArrayList<>(Rectangles.images(1, 1));
    images.add(
        new TrainingImage(
            "gone",
            () -> {
              throw new IOException("gone.npy: is gone");
            },
            List.of()));

    assertThatThrownBy(
            () ->
                new HeadTraining(Rectangles.HEAD, settings(5, 20, 0.01, 1), round -> {})
                    .train(HeldOutSplit.of(images, 0.5, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gone.npy");
  }
}
