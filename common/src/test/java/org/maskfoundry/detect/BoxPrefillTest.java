package org.maskfoundry.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.image.scene.Scene;
import org.maskfoundry.image.scene.SceneRenderer;
import org.maskfoundry.mask.MaskBox;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.Segmenter;

/** The embedded model with a detector that knows the truth of rendered scenes. */
class BoxPrefillTest {

  private static final PrefillSettings LENIENT = new PrefillSettings(0.3, 0.5, 1, 0.7, 0.95);

  private static Segmenter segmenter;
  private static Scene scene;

  @BeforeAll
  static void open() {
    segmenter = Bundle.embedded().load(DeviceSettings.cpu());
    scene = new SceneRenderer(384, 512).render(5);
  }

  @AfterAll
  static void close() {
    segmenter.close();
  }

  /** Answers with the boxes it was given. */
  private record KnownBoxes(List<DetectedBox> boxes) implements Detector {
    @Override
    public List<DetectedBox> detect(RgbImage image, Supplier<ImageEmbedding> embedding) {
      return boxes;
    }

    @Override
    public void close() {}
  }

  private static List<DetectedBox> trueBoxes() {
    List<DetectedBox> boxes = new ArrayList<>();
    for (RleMask object : scene.objects()) {
      MaskBox box = object.box();
      boxes.add(
          new DetectedBox(
              box.left(), box.top(), box.right() + 1, box.bottom() + 1, 0.5 + 0.01 * boxes.size()));
    }
    return boxes;
  }

  private static PrefilledMasks prefill(List<DetectedBox> boxes, PrefillSettings settings) {
    return new BoxPrefill(segmenter, new KnownBoxes(boxes), settings).prefill(scene.image());
  }

  @Test
  void boxesOfObjectsBecomeTheirMasksWithTheDetectorsScore() {
    PrefilledMasks found = prefill(trueBoxes(), LENIENT);

    long close = 0;
    for (RleMask object : scene.objects()) {
      close += found.masks().stream().anyMatch(mask -> mask.mask().iou(object) > 0.7) ? 1 : 0;
    }
    assertThat(close).isGreaterThanOrEqualTo(scene.objects().size() / 2);
    assertThat(found.masks())
        .isSortedAccordingTo((a, b) -> Double.compare(b.predictedIou(), a.predictedIou()))
        .allSatisfy(mask -> assertThat(trueBoxes()).contains(mask.box()));
    long droppedInAll = found.dropped().values().stream().mapToLong(Long::longValue).sum();
    assertThat(found.masks().size() + droppedInAll).isEqualTo(scene.objects().size());
  }

  @Test
  void aBoxThatComesTwiceGivesOneMask() {
    List<DetectedBox> boxes = trueBoxes();
    int once = prefill(boxes, LENIENT).masks().size();
    boxes.addAll(trueBoxes());

    PrefilledMasks twice = prefill(boxes, LENIENT);

    assertThat(twice.masks()).hasSize(once);
    assertThat(twice.dropped().get("duplicate")).isGreaterThanOrEqualTo(once);
  }

  @Test
  void whatIsNotCertainIsDroppedAndCounted() {
    List<DetectedBox> boxes = trueBoxes();

    PrefilledMasks none = prefill(boxes, new PrefillSettings(2, 0.5, 1, 0.7, 0.95));
    PrefilledMasks unstable = prefill(boxes, new PrefillSettings(-10, 1.1, 1, 0.7, 0.95));

    assertThat(none.masks()).isEmpty();
    assertThat(none.dropped()).containsEntry("predicted_iou", (long) boxes.size());
    assertThat(unstable.dropped()).containsEntry("stability", (long) boxes.size());
  }

  @Test
  void masksInsideASurerOneGo() {
    PrefilledMasks all = prefill(trueBoxes(), new PrefillSettings(-10, 0, 1, 2, 2));
    PrefilledMasks some = prefill(trueBoxes(), new PrefillSettings(-10, 0, 1, 2, 0.0));

    assertThat(all.dropped()).doesNotContainKey("contained");
    for (PrefilledMask mask : some.masks()) {
      for (PrefilledMask surer : some.masks()) {
        if (!surer.equals(mask)) {
          assertThat(mask.mask().intersectionArea(surer.mask())).isZero();
        }
      }
    }
    assertThat(some.masks().size() + some.dropped().getOrDefault("contained", 0L))
        .isEqualTo(all.masks().size());
  }

  @Test
  void nothingDetectedIsNothingAsked() {
    assertThat(prefill(List.of(), LENIENT)).isEqualTo(new PrefilledMasks(List.of(), Map.of()));
  }
}
