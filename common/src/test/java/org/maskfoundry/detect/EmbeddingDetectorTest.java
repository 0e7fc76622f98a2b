package org.maskfoundry.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.ModelFrame;
import org.maskfoundry.model.graph.DetectionHeadGraph;
import org.maskfoundry.model.graph.ForeignGraph;

/** A head whose weights were made by hand, so that its boxes are known. */
class EmbeddingDetectorTest {

  private static final int SIDE = HandMadeHead.SIZES.embeddingSize();
  private static final int CHANNELS = HandMadeHead.SIZES.channels();

  /** An embedding of known values. */
  private static final class KnownEmbedding implements ImageEmbedding {

    private final ModelFrame frame;
    private final float[] values;

    KnownEmbedding(ModelFrame frame, float[] values) {
      this.frame = frame;
      this.values = values;
    }

    @Override
    public ModelFrame frame() {
      return frame;
    }

    @Override
    public float[] toArray() {
      return values.clone();
    }

    @Override
    public int[] shape() {
      return new int[] {CHANNELS, SIDE, SIDE};
    }

    @Override
    public void close() {}
  }

  private static EmbeddingDetector load(HandMadeHead head, String... overrides) {
    SettingsResolver resolver = SettingsResolver.of(DetectorSettings.all());
    List.of(overrides).forEach(resolver::override);
    return EmbeddingDetector.load(
        head.graph(), DetectorSettings.from(resolver.resolve()), DeviceSettings.cpu());
  }

  private static List<DetectedBox> inFrame(
      HandMadeHead head, float[] embedding, String... overrides) {
    try (EmbeddingDetector detector = load(head, overrides)) {
      return detector.detect(embedding, CHANNELS, SIDE, SIDE);
    }
  }

  private static List<DetectedBox> inImage(
      HandMadeHead head, int height, int width, float[] embedding, String... overrides) {
    RgbImage image = new RgbImage(height, width, new byte[3 * height * width]);
    ModelFrame frame = ModelFrame.of(height, width, HandMadeHead.SIZES.imageSize());
    try (Detector detector = load(head, overrides)) {
      return detector.detect(image, () -> new KnownEmbedding(frame, embedding));
    }
  }

  private static void assertBox(
      DetectedBox box, double left, double top, double right, double bottom) {
    assertThat(box.left()).isCloseTo(left, within(1e-3));
    assertThat(box.top()).isCloseTo(top, within(1e-3));
    assertThat(box.right()).isCloseTo(right, within(1e-3));
    assertThat(box.bottom()).isCloseTo(bottom, within(1e-3));
  }

  /** Column 5 and row 9 have their middle at 22 and 38. */
  @Test
  void aBrightCellIsABoxAroundItsMiddle() {
    List<DetectedBox> boxes =
        inFrame(new HandMadeHead(3, 5, 7, 11), HandMadeHead.brightAt(new int[] {5, 9}));

    assertThat(boxes).hasSize(1);
    assertBox(boxes.get(0), 22 - 3, 38 - 5, 22 + 7, 38 + 11);
    assertThat(boxes.get(0).score()).isBetween(0.9, 1.0);
  }

  /** Cells of 4, 8 and 16 pixels, 256, 64 and 16 of them, and sides that grow with them. */
  @Test
  void everyCellOfEveryGridHasItsBox() {
    List<DetectedBox> boxes =
        inFrame(
            new HandMadeHead(2, 2, 2, 2),
            HandMadeHead.brightAt(),
            "detection_score_thresh=0",
            "detection_nms_thresh=1",
            "max_boxes=1000");

    assertThat(boxes).hasSize(256 + 64 + 16);
    double score = 1 / (1 + Math.exp(5));
    assertThat(boxes).allSatisfy(box -> assertThat(box.score()).isCloseTo(score, within(1e-6)));
    // Equally sure boxes keep their order: by grids, row by row.
    assertBox(boxes.get(17), 4, 4, 8, 8);
    assertBox(boxes.get(256 + 9), 8, 8, 16, 16);
    assertBox(boxes.get(256 + 64 + 7), 48, 16, 64, 32);
  }

  /** An image of 33 x 200 lies in the frame of 64 x 64 with 11 rows and 64 columns. */
  @Test
  void boxesComeBackInPixelsOfTheImage() {
    List<DetectedBox> boxes =
        inImage(new HandMadeHead(3, 2, 5, 1), 33, 200, HandMadeHead.brightAt(new int[] {8, 1}));

    assertThat(boxes).hasSize(1);
    assertBox(boxes.get(0), (34 - 3) / 0.32, (6 - 2) * 3.0, (34 + 5) / 0.32, (6 + 1) * 3.0);
  }

  @Test
  void boxesEndWhereTheImageDoes() {
    List<DetectedBox> boxes =
        inImage(new HandMadeHead(9, 12, 40, 50), 33, 200, HandMadeHead.brightAt(new int[] {8, 1}));

    assertThat(boxes).hasSize(1);
    assertBox(boxes.get(0), (34 - 9) / 0.32, 0, 200, 33);
  }

  /** Row 6 has its middle at 26, far below the 11 rows of the image. */
  @Test
  void boxesInThePaddingAreNone() {
    float[] both = HandMadeHead.brightAt(new int[] {8, 6}, new int[] {2, 1});

    assertThat(inFrame(new HandMadeHead(2, 2, 2, 2), both)).hasSize(2);
    assertThat(inImage(new HandMadeHead(2, 2, 2, 2), 33, 200, both)).hasSize(1);
  }

  @Test
  void boxesBelowTheThresholdAreGone() {
    HandMadeHead head = new HandMadeHead(3, 3, 3, 3);
    float[] embedding = HandMadeHead.brightAt(new int[] {5, 9});
    double score = inFrame(head, embedding).get(0).score();

    assertThat(inFrame(head, embedding, "detection_score_thresh=" + score)).hasSize(1);
    assertThat(inFrame(head, embedding, "detection_score_thresh=" + (score + 1e-6))).isEmpty();
    assertThat(inImage(head, 64, 64, embedding, "detection_score_thresh=" + score)).hasSize(1);
    assertThat(inImage(head, 64, 64, embedding, "detection_score_thresh=" + (score + 1e-6)))
        .isEmpty();
  }

  /** Boxes of 16 x 16 that are 4 apart have an IoU of 12 / 20. */
  @Test
  void anObjectThatTwoCellsSeeComesOnce() {
    HandMadeHead head = new HandMadeHead(8, 8, 8, 8);
    float[] neighbours = HandMadeHead.brightAt(new int[] {5, 9}, new int[] {6, 9});

    assertThat(inFrame(head, neighbours, "detection_nms_thresh=0.5")).hasSize(1);
    assertThat(inFrame(head, neighbours, "detection_nms_thresh=0.7")).hasSize(2);
    assertThat(inImage(head, 64, 64, neighbours, "detection_nms_thresh=0.5")).hasSize(1);
  }

  @Test
  void anEmbeddingOfAnotherShapeIsRefused() {
    try (EmbeddingDetector detector = load(new HandMadeHead(3, 3, 3, 3))) {
      assertThatThrownBy(() -> detector.detect(new float[2 * 8 * 8], 2, 8, 8))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("The detector failed");
    }
  }

  @Test
  void aFullDeviceIsToldFromAModelThatFails() {
    ForeignGraph graph =
        new ForeignGraph().input(DetectionHeadGraph.EMBEDDING, 1, CHANNELS, SIDE, SIDE);
    String score = graph.moreThanFits(DetectionHeadGraph.EMBEDDING);
    byte[] huge =
        graph
            .output(graph.floats(new long[] {1, 1, 4}, 1, 2, 3, 4), "boxes", 1, 1, 4)
            .output(score, "scores", 1, 1)
            .build();
    DetectorSettings settings =
        DetectorSettings.from(SettingsResolver.of(DetectorSettings.all()).resolve());

    try (EmbeddingDetector detector =
        EmbeddingDetector.load(huge, settings, DeviceSettings.cpu())) {
      assertThatThrownBy(
              () -> detector.detect(new float[CHANNELS * SIDE * SIDE], CHANNELS, SIDE, SIDE))
          .isInstanceOf(DeviceMemoryException.class)
          .hasMessageContaining("cpu");
    }
  }
}
