package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maskfoundry.config.SettingsException;
import org.maskfoundry.config.SettingsResolver;

class GeneratorSettingsTest {

  @Test
  void defaultsAreThePublicGenerators() {
    GeneratorSettings settings = GeneratorSettings.of(Map.of());
    assertThat(settings.pointGrids()).hasSize(1);
    assertThat(settings.grid(0).points()).hasSize(32 * 32);
    assertThat(settings.pointsPerBatch()).isEqualTo(64);
    assertThat(settings.predIouThresh()).isEqualTo(0.88);
    assertThat(settings.stabilityScoreThresh()).isEqualTo(0.95);
    assertThat(settings.stabilityScoreOffset()).isEqualTo(1.0);
    assertThat(settings.boxNmsThresh()).isEqualTo(0.7);
    assertThat(settings.cropNLayers()).isZero();
    assertThat(settings.cropNmsThresh()).isEqualTo(0.7);
    assertThat(settings.cropOverlapRatio()).isEqualTo(512 / 1500.0);
    assertThat(settings.minMaskRegionArea()).isZero();
    assertThat(settings.keepLargestRegion()).isTrue();
    assertThat(settings.wholeImageThresh()).isEmpty();
    assertThat(settings.minMaskArea()).isEmpty();
    assertThat(settings.maxMaskArea()).isEmpty();
    assertThat(settings.maxMasks()).isEmpty();
    assertThat(settings.connectedToPrompt()).isFalse();
  }

  @Test
  void aModelsDefaultsLieUnderWhatIsStated() {
    Map<String, Object> model = Map.of("pred_iou_thresh", 0.3, "points_per_side", 16);
    GeneratorSettings settings = GeneratorSettings.of(model, "points_per_side=8");
    assertThat(settings.predIouThresh()).isEqualTo(0.3);
    assertThat(settings.grid(0).points()).hasSize(64);
  }

  @Test
  void thePublishedRecipeAsks3072PointsIn21Crops() {
    GeneratorSettings recipe = preset("sa-1b", Map.of("pred_iou_thresh", 0.3));
    assertThat(recipe.grid(0).points()).hasSize(32 * 32);
    assertThat(recipe.grid(1).points()).hasSize(16 * 16);
    assertThat(recipe.grid(2).points()).hasSize(8 * 8);
    assertThat(recipe.predIouThresh()).isEqualTo(0.88);
    assertThat(recipe.wholeImageThresh()).contains(0.95);
    assertThat(recipe.minMaskRegionArea()).isEqualTo(100);
    assertThat(recipe.keepLargestRegion()).isFalse();
  }

  @Test
  void thePublicPresetIsThePublicDefaultsWhateverTheModelSays() {
    Map<String, Object> model = Map.of("connected_to_prompt", true, "min_mask_region_area", 100);
    assertThat(preset("segment-anything", model)).isEqualTo(GeneratorSettings.of(Map.of()));
  }

  @Test
  void explicitPointsReplaceTheSquareGrid() {
    GeneratorSettings settings =
        GeneratorSettings.of(
            Map.of("points_per_side", 16), "point_grids=[[[0.5, 0.5], [0.25, 0.75]]]");
    assertThat(settings.grid(0).scaledTo(100, 200))
        .extracting(point -> point.x() + "," + point.y())
        .containsExactly("50.0,100.0", "25.0,150.0");
  }

  @Test
  void explicitPointsAndASquareGridContradictEachOther() {
    assertThatThrownBy(
            () ->
                GeneratorSettings.of(Map.of(), "point_grids=[[[0.5, 0.5]]]", "points_per_side=16"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("point_grids")
        .hasMessageContaining("points_per_side");
  }

  @Test
  void everyLayerNeedsItsPoints() {
    assertThatThrownBy(
            () -> GeneratorSettings.of(Map.of(), "point_grids=[[[0.5, 0.5]]]", "crop_n_layers=1"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("1 layers of points")
        .hasMessageContaining("expected 2");
  }

  private static GeneratorSettings preset(String name, Map<String, ?> model) {
    return GeneratorSettings.from(
        SettingsResolver.of(GeneratorSettings.all())
            .model("model.conf", model)
            .preset(name)
            .resolve());
  }
}
