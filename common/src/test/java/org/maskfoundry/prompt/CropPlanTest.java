package org.maskfoundry.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CropPlanTest {

  private static final double PUBLIC_RATIO = 512 / 1500.0;

  @Test
  void layerZeroIsTheImageItself() {
    assertThat(CropPlan.of(800, 534, 0, PUBLIC_RATIO))
        .containsExactly(new CropBox(0, 0, 800, 534, 0));
  }

  @Test
  void firstLayerIsWhatThePublicGeneratorCuts() {
    // 0.341333 of 534 is 182.27: an overlap of 182 pixels, crops of (182 + 800) / 2 = 491 by 358.
    assertThat(CropPlan.of(800, 534, 1, PUBLIC_RATIO))
        .containsExactly(
            new CropBox(0, 0, 800, 534, 0),
            new CropBox(0, 0, 491, 358, 1),
            new CropBox(0, 176, 491, 358, 1),
            new CropBox(309, 0, 491, 358, 1),
            new CropBox(309, 176, 491, 358, 1));
  }

  @Test
  void thePublishedRecipeHasTwentyOneCrops() {
    assertThat(CropPlan.of(2250, 1500, 2, PUBLIC_RATIO)).hasSize(21);
  }

  @Test
  void anImageOfOnePixelHasNoEmptyCrops() {
    assertThat(CropPlan.of(1, 1, 2, PUBLIC_RATIO))
        .allMatch(crop -> crop.width() == 1 && crop.height() == 1 && crop.left() == 0);
  }

  @Property
  void cropsOfALayerCoverTheImageAndStayInside(
      @ForAll @IntRange(min = 1, max = 3000) int width,
      @ForAll @IntRange(min = 1, max = 3000) int height,
      @ForAll @IntRange(min = 0, max = 3) int layer) {
    List<CropBox> crops =
        CropPlan.of(width, height, layer, PUBLIC_RATIO).stream()
            .filter(crop -> crop.layer() == layer)
            .toList();
    assertThat(crops)
        .isNotEmpty()
        .allMatch(crop -> crop.left() + crop.width() <= width)
        .allMatch(crop -> crop.top() + crop.height() <= height);
    assertThat(coveredLength(crops.stream().map(c -> new int[] {c.left(), c.width()}).toList()))
        .isEqualTo(width);
    assertThat(coveredLength(crops.stream().map(c -> new int[] {c.top(), c.height()}).toList()))
        .isEqualTo(height);
  }

  private static int coveredLength(List<int[]> spans) {
    int reach = 0;
    for (int[] span :
        spans.stream().sorted((one, other) -> Integer.compare(one[0], other[0])).toList()) {
      if (span[0] > reach) {
        return reach;
      }
      reach = Math.max(reach, span[0] + span[1]);
    }
    return reach;
  }
}
