package org.maskfoundry.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.image.scene.Scene;
import org.maskfoundry.image.scene.SceneRenderer;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.Segmenter;

/** The detector that comes with the embedded model. */
class EmbeddedDetectorTest {

  /** Scenes that it was not trained on. */
  private static final List<Long> SEEDS = List.of(501L, 502L, 503L, 504L);

  @Test
  void itIsTheOneItsConfDescribesAndGoesWithTheEmbeddedModel() {
    DetectorBundle detector = DetectorBundle.embedded();
    DetectorConf conf = detector.conf().orElseThrow();

    assertThat(conf.graphDigest()).isEqualTo(detector.digest());
    assertThat(conf.modelDigest()).isEqualTo(Bundle.embedded().digest());
    assertThat(((Number) conf.figures().get("ap_50")).doubleValue())
        .isGreaterThan(10 * ((Number) conf.figures().get("chance_ap_50")).doubleValue());
    detector.checkModel(Bundle.embedded());
  }

  @Test
  void itFindsMostObjectsOfScenesItHasNotSeen() {
    DetectorBundle bundle = DetectorBundle.embedded();
    DetectorSettings settings =
        DetectorSettings.from(
            SettingsResolver.of(DetectorSettings.all())
                .model("embedded", bundle.defaults())
                .resolve());
    List<DetectionFigures.Image> images = new ArrayList<>();
    try (Segmenter segmenter = Bundle.embedded().load(DeviceSettings.cpu());
        Detector detector = bundle.load(settings, DeviceSettings.cpu())) {
      for (long seed : SEEDS) {
        Scene scene = new SceneRenderer(480, 640).render(seed);
        try (ImageEmbedding embedding = segmenter.encode(scene.image())) {
          images.add(
              new DetectionFigures.Image(
                  detector.detect(scene.image(), () -> embedding),
                  scene.objects().stream().map(EmbeddedDetectorTest::box).toList()));
        }
      }
    }

    DetectionFigures figures = DetectionFigures.of(images);
    assertThat(figures.objects()).isGreaterThan(30);
    assertThat(figures.precision()).isGreaterThan(0.6);
    assertThat(figures.recallOfHundred()).isGreaterThan(0.4);
  }

  private static DetectedBox box(RleMask mask) {
    return new DetectedBox(
        mask.box().left(),
        mask.box().top(),
        mask.box().right() + 1.0,
        mask.box().bottom() + 1.0,
        1);
  }
}
