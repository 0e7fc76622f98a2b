package org.maskfoundry.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.graph.ForeignGraph;

/** Small graphs of each family that answer with known boxes. */
class OnnxDetectorTest {

  private static final int HEIGHT = 50;
  private static final int WIDTH = 100;

  private static DetectorSettings settings(String... overrides) {
    SettingsResolver resolver = SettingsResolver.of(DetectorSettings.all());
    List.of(overrides).forEach(resolver::override);
    Settings settings = resolver.resolve();
    return DetectorSettings.from(settings);
  }

  private static List<DetectedBox> detect(byte[] graph, String... overrides) {
    RgbImage image = new RgbImage(HEIGHT, WIDTH, new byte[3 * HEIGHT * WIDTH]);
    try (Detector detector = OnnxDetector.load(graph, settings(overrides), DeviceSettings.cpu())) {
      return detector.detect(image, () -> null);
    }
  }

  private static void assertBox(
      DetectedBox box, double left, double top, double right, double bottom, double score) {
    assertThat(box.left()).isCloseTo(left, within(1e-3));
    assertThat(box.top()).isCloseTo(top, within(1e-3));
    assertThat(box.right()).isCloseTo(right, within(1e-3));
    assertThat(box.bottom()).isCloseTo(bottom, within(1e-3));
    assertThat(box.score()).isCloseTo(score, within(1e-5));
  }

  /** Three boxes: a sure one, its double of another class, and one that is not sure. */
  private static byte[] torchvision() {
    ForeignGraph graph = new ForeignGraph().input("image", 3, "height", "width");
    String boxes = graph.floats(new long[] {3, 4}, 10, 5, 60, 45, 11, 5, 60, 45, 70, 10, 90, 30);
    String scores = graph.floats(new long[] {3}, 0.8f, 0.9f, 0.2f);
    String labels = graph.toFloat(graph.longs(1, 2, 3));
    return graph
        .output(boxes, "boxes", "n", 4)
        .output(labels, "labels", "n")
        .output(scores, "scores", "n")
        .build();
  }

  @Test
  void classesCollapseAndTheSurerOfTwoBoxesStays() {
    List<DetectedBox> boxes = detect(torchvision());

    assertThat(boxes).hasSize(1);
    assertBox(boxes.get(0), 11, 5, 60, 45, 0.9);
  }

  @Test
  void settingsSayWhatIsSureEnoughAndHowManyStay() {
    assertThat(detect(torchvision(), "detection_score_thresh=0.1")).hasSize(2);
    assertThat(detect(torchvision(), "detection_score_thresh=0.1", "detection_nms_thresh=1"))
        .hasSize(3);
    assertThat(
            detect(
                torchvision(),
                "detection_score_thresh=0.1",
                "detection_nms_thresh=1",
                "max_boxes=2"))
        .extracting(DetectedBox::score)
        .allMatch(score -> score > 0.5);
  }

  /** 64 x 64 input: the image is 64 x 32 in it, with 16 rows of grey above. */
  @Test
  void anchorsOfYoloAreCentresInTheLetterbox() {
    ForeignGraph graph = new ForeignGraph().input("images", 1, 3, 64, 64);
    // Centre x, centre y, width, height, two classes; a column for each of seven anchors.
    String output =
        graph.floats(
            new long[] {1, 6, 7},
            32,
            8,
            50,
            0,
            0,
            0,
            0,
            32,
            8,
            40,
            0,
            0,
            0,
            0,
            32,
            4,
            12,
            0,
            0,
            0,
            0,
            16,
            4,
            16,
            0,
            0,
            0,
            0,
            0.1f,
            0.05f,
            0.2f,
            0,
            0,
            0,
            0,
            0.7f,
            0.1f,
            0.4f,
            0,
            0,
            0,
            0);
    byte[] yolo = graph.output(output, "output0", 1, 6, 7).build();

    List<DetectedBox> boxes = detect(yolo);

    assertThat(boxes).hasSize(2);
    assertBox(boxes.get(0), 25, 12.5, 75, 37.5, 0.7);
    // Rows 32 to 48 of the input: the last of the image ends at 48.
    assertBox(boxes.get(1), 44 / 0.64, 16 / 0.64, 56 / 0.64, 32 / 0.64, 0.4);
  }

  @Test
  void rowsOfYoloWithSuppressionAreCornersAndPaddingIsNone() {
    ForeignGraph graph = new ForeignGraph().input("images", 1, 3, 64, 64);
    String output = graph.floats(new long[] {1, 2, 6}, 16, 24, 48, 40, 0.7f, 5, 0, 0, 0, 0, 0, 0);
    byte[] yolo = graph.output(output, "output0", 1, 2, 6).build();

    List<DetectedBox> boxes = detect(yolo, "detection_score_thresh=0");

    assertThat(boxes).hasSize(1);
    assertBox(boxes.get(0), 25, 12.5, 75, 37.5, 0.7);
  }

  /** The answer depends on the size that is told, as in the real graphs. */
  @Test
  void rtDetrIsToldTheImagesSizeAndAnswersInItsPixels() {
    ForeignGraph graph =
        new ForeignGraph().input("images", "n", 3, 64, 64).longInput("orig_target_sizes", "n", 2);
    String size = graph.toFloat("orig_target_sizes");
    byte[] rtDetr = rtDetr(graph, size);

    List<DetectedBox> boxes = detect(rtDetr);

    assertThat(boxes).hasSize(1);
    assertBox(boxes.get(0), 25, 12.5, 75, 37.5, 0.9);
  }

  private static byte[] rtDetr(ForeignGraph graph, String size) {
    String shares = graph.floats(new long[] {1, 1, 4}, 0.25f, 0.25f, 0.75f, 0.75f);
    String tiled = graph.node("Tile", size, graph.longs(1, 2));
    String sides = graph.node("Unsqueeze", tiled, graph.longs(1));
    String boxes = graph.node("Mul", shares, sides);
    String scores = graph.floats(new long[] {1, 1}, 0.9f);
    return graph
        .output(graph.floats(new long[] {1, 1}, 3), "labels", 1, 1)
        .output(boxes, "boxes", 1, 1, 4)
        .output(scores, "scores", 1, 1)
        .build();
  }

  private static byte[] detr() {
    ForeignGraph graph = new ForeignGraph().input("pixel_values", 1, 3, 64, 64);
    String boxes = graph.floats(new long[] {1, 2, 4}, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 1, 1);
    String logits = graph.floats(new long[] {1, 2, 3}, 4, 0, 1, 0, 1, 5);
    return graph.output(logits, "logits", 1, 2, 3).output(boxes, "pred_boxes", 1, 2, 4).build();
  }

  @Test
  void sharesAndToldSizesAreOfTheLetterboxWhereOneIsAskedFor() {
    ForeignGraph graph =
        new ForeignGraph().input("images", "n", 3, 64, 64).longInput("orig_target_sizes", "n", 2);
    byte[] rtDetr = rtDetr(graph, graph.toFloat("orig_target_sizes"));

    // The middle half of the input's rows is the whole of the image's.
    assertBox(detect(rtDetr, "detector_resizing=letterbox").get(0), 25, 0, 75, 50, 0.9);
    assertBox(
        detect(detr(), "detector_resizing=letterbox").get(0), 25, 0, 75, 50, softmaxOfFirst());
  }

  private static double softmaxOfFirst() {
    return Math.exp(4) / (Math.exp(4) + 1 + Math.E);
  }

  @Test
  void queriesOfDetrAreSharesAndTheLastClassIsNoObject() {
    List<DetectedBox> boxes = detect(detr());

    assertThat(boxes).hasSize(1);
    assertBox(boxes.get(0), 25, 12.5, 75, 37.5, softmaxOfFirst());
  }

  @Test
  void queriesWithoutNoObjectHaveEachClassForItself() {
    List<DetectedBox> boxes = detect(detr(), "detector_scoring=sigmoid");

    assertThat(boxes).hasSize(2);
    assertBox(boxes.get(0), 0, 0, 100, 50, 1 / (1 + Math.exp(-5)));
  }

  @Test
  void aFullDeviceIsToldFromAModelThatFails() {
    ForeignGraph graph = new ForeignGraph().input("image", 3, "height", "width");
    String scores = graph.moreThanFits("image");
    byte[] huge =
        graph
            .output(graph.floats(new long[] {1, 4}, 1, 2, 3, 4), "boxes", "n", 4)
            .output(graph.node("Reshape", scores, graph.longs(1)), "scores", "n")
            .output(graph.floats(new long[] {1}, 1), "labels", "n")
            .build();

    assertThatThrownBy(() -> detect(huge))
        .isInstanceOf(DeviceMemoryException.class)
        .hasMessageContaining("cpu");
  }

  @Test
  void unknownGraphsAreRefusedWithWhatWasFoundAndWhatIsKnown() {
    ForeignGraph graph = new ForeignGraph().input("x", 1, 3, 8, 8);
    byte[] unknown =
        graph.output(graph.floats(new long[] {1, 2}, 1, 2), "probabilities", 1, 2).build();

    assertThatThrownBy(() -> detect(unknown))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("probabilities[1, 2]")
        .hasMessageContaining("x[1, 3, 8, 8]")
        .hasMessageContaining("RT-DETR");
  }

  @Test
  void aRowForEachAnchorIsAnOlderYoloAndRefused() {
    ForeignGraph graph = new ForeignGraph().input("images", 1, 3, 64, 64);
    String output = graph.floats(new long[] {1, 8, 7}, new float[56]);
    byte[] older = graph.output(output, "output0", 1, 8, 7).build();

    assertThatThrownBy(() -> detect(older))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("output0[1, 8, 7]");
  }

  @Test
  void anOlderYoloWithFreeAxesIsRefusedByItsAnswer() throws OrtException {
    DetectorAnswer answer = new DetectorAnswer(DetectorFamily.YOLO, settings());
    try (OnnxTensor rows =
        OnnxTensor.createTensor(
            OnnxRuntime.environment(), FloatBuffer.allocate(56), new long[] {1, 8, 7})) {
      Map<String, OutputValues> outputs = Map.of("output0", OutputValues.of(rows));

      assertThatThrownBy(() -> answer.boxes(outputs))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("[1, 8, 7]")
          .hasMessageContaining("older YOLOs");
    }
  }

  @Test
  void aGraphThatWantsMoreThanAPictureIsRefused() {
    ForeignGraph graph =
        new ForeignGraph().input("pixel_values", 1, 3, 64, 64).longInput("pixel_mask", 1, 64, 64);
    String boxes = graph.floats(new long[] {1, 1, 4}, 0.5f, 0.5f, 0.5f, 0.5f);
    String logits = graph.floats(new long[] {1, 1, 2}, 4, 0);
    byte[] masked =
        graph.output(logits, "logits", 1, 1, 2).output(boxes, "pred_boxes", 1, 1, 4).build();

    assertThatThrownBy(() -> detect(masked))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("pixel_mask[1, 64, 64]");
  }

  @Test
  void aHeadOverAnEmbeddingIsNoDetectorOfPictures() {
    ForeignGraph graph = new ForeignGraph().input("image_embeddings", 1, 256, 64, 64);
    String boxes = graph.floats(new long[] {1, 4}, 1, 2, 3, 4);
    byte[] head =
        graph
            .output(boxes, "boxes", 1, 4)
            .output(graph.floats(new long[] {1}, 1), "scores", 1)
            .build();

    assertThatThrownBy(() -> detect(head))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("image_embeddings[1, 256, 64, 64]");
  }
}
