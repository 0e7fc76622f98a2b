package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.image.scene.SceneRenderer;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.Segmenter;

/** Were the two ways' masks different, their times could not be compared. */
class PlainGeneratorTest {

  @Test
  void thePlainWayFindsTheSameMasks() {
    RgbImage scene = new SceneRenderer(240, 320).render(3).image();
    GeneratorSettings settings =
        GeneratorSettings.of(
            Bundle.embedded().defaults(),
            "points_per_side=6",
            "pred_iou_thresh=0.5",
            "stability_score_thresh=0.8",
            "min_mask_region_area=0",
            "connected_to_prompt=false",
            "whole_image_thresh=off",
            "max_masks=off");
    try (Segmenter model = Bundle.embedded().load(DeviceSettings.cpu())) {
      List<RleMask> plain = masks(new PlainGenerator(model, settings).generate(scene));
      List<RleMask> own =
          masks(new AutomaticMaskGenerator(model, settings).generate(scene).masks());

      assertThat(own).isNotEmpty().isEqualTo(plain);
    }
  }

  private static List<RleMask> masks(List<GeneratedMask> found) {
    return found.stream().map(GeneratedMask::mask).toList();
  }
}
