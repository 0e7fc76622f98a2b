package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DeviceMemoryException;
import org.maskfoundry.segment.DiscSegmenter.Disc;

class AutomaticMaskGeneratorTest {

  private static final RgbImage SQUARE = new RgbImage(320, 320, new byte[3 * 320 * 320]);
  private static final Disc MIDDLE = new Disc(32, 32, 15, 0.9f, 10);

  @Test
  void aDiscIsFoundAtEachOfItsThreeSizes() {
    GeneratedMasks found = generate(settings(4), MIDDLE);
    assertThat(found.masks()).hasSize(1);
    GeneratedMask mask = found.masks().get(0);
    // Radius 15 of 64 is 75 of 320 pixels.
    assertThat((double) mask.mask().area()).isBetween(0.95 * areaOf(75), 1.05 * areaOf(75));
    assertThat(mask.predictedIou()).isEqualTo(0.9f);
    assertThat(mask.cropBox()).containsExactly(0, 0, 320, 320);
    assertThat(mask.mask().contains((int) (double) mask.pointCoords().get(0), 160)).isTrue();
  }

  @Test
  void everyCandidateIsAccountedFor() {
    GeneratedMasks found = generate(settings(4), MIDDLE);
    long dropped = found.dropped().values().stream().mapToLong(Long::longValue).sum();
    assertThat(dropped + found.masks().size()).isEqualTo(4 * 4 * 3);
    assertThat(found.dropped()).containsKeys("predicted_iou", "duplicate_in_crop");
  }

  @Test
  void predictedIouMustBeGreaterThanItsThreshold() {
    float exactly = MIDDLE.predictedIou();
    assertThat(generate(settings(4, "pred_iou_thresh=" + exactly), MIDDLE).masks()).isEmpty();
    assertThat(generate(settings(4, "pred_iou_thresh=" + Math.nextDown(exactly)), MIDDLE).masks())
        .hasSize(1);
  }

  @Test
  void aThresholdOfZeroAsksNothingOfThePredictedIou() {
    Disc unsure = new Disc(32, 32, 15, -0.01f, 10);
    assertThat(generate(settings(4, "pred_iou_thresh=0"), unsure).masks())
        .extracting(GeneratedMask::predictedIou)
        .contains((double) -0.01f);
    assertThat(generate(settings(4, "pred_iou_thresh=1e-9"), unsure).masks()).isEmpty();
  }

  @Test
  void aSoftBorderFailsStability() {
    Disc soft = new Disc(32, 32, 15, 0.9f, 0.2);
    GeneratedMasks found = generate(settings(4), soft);
    assertThat(found.masks()).isEmpty();
    assertThat(found.dropped()).containsEntry("stability", 4L);
  }

  @Test
  void imagesWithNothingToFindAreValid() {
    GeneratedMasks found = generate(settings(4));
    assertThat(found.masks()).isEmpty();
    assertThat(found.dropped()).containsEntry("predicted_iou", 48L);
  }

  @Test
  void batchesAreBoundedByTheSettingAndTheDevice() {
    DiscSegmenter segmenter = new DiscSegmenter(MIDDLE);
    generator(segmenter, settings(8, "points_per_batch=5")).generate(SQUARE);
    assertThat(segmenter.largestBatch).isEqualTo(5);
    generator(segmenter, settings(8)).generate(SQUARE);
    assertThat(segmenter.largestBatch).isEqualTo(16);
  }

  @Test
  void resultsDoNotDependOnTheBatch() {
    Disc other = new Disc(12, 50, 9, 0.95f, 10);
    assertThat(generate(settings(8, "points_per_batch=1"), MIDDLE, other).masks())
        .isEqualTo(generate(settings(8, "points_per_batch=16"), MIDDLE, other).masks());
  }

  @Test
  void masksThatEndAtAnInnerCropBorderGo() {
    // In a crop of the upper left quarter this disc reaches the crop's right border.
    Disc atTheRight = new Disc(58, 32, 15, 0.9f, 10);
    GeneratedMasks found = generate(settings(4, "crop_n_layers=1"), atTheRight);
    assertThat(found.dropped()).containsKey("crop_edge");
    assertThat(found.masks())
        .allSatisfy(
            mask -> assertThat(mask.cropBox().get(0) + mask.cropBox().get(2)).isEqualTo(320));
  }

  @Test
  void theSmallerCropsMaskWinsAcrossCrops() {
    DiscSegmenter segmenter = new DiscSegmenter(MIDDLE);
    GeneratedMasks found = generator(segmenter, settings(4, "crop_n_layers=1")).generate(SQUARE);
    assertThat(segmenter.encodes).isEqualTo(5);
    assertThat(found.masks()).hasSize(5);
    assertThat(found.masks().get(0).cropBox().get(2)).isLessThan(320);
    assertThat(found.masks().get(4).cropBox()).containsExactly(0, 0, 320, 320);
  }

  @Test
  void cropsAreEncodedInTheBatchesOfTheDeviceAndChangeNothing() {
    DiscSegmenter alone = new DiscSegmenter(MIDDLE);
    GeneratedMasks expected = generator(alone, settings(4, "crop_n_layers=1")).generate(SQUARE);
    DiscSegmenter together = new DiscSegmenter(MIDDLE);
    together.encodeBatch = 3;
    GeneratedMasks found = generator(together, settings(4, "crop_n_layers=1")).generate(SQUARE);
    assertThat(found.masks()).isEqualTo(expected.masks());
    assertThat(found.dropped()).isEqualTo(expected.dropped());
    assertThat(alone.mostImages).isEqualTo(1);
    assertThat(alone.mostOpen).isEqualTo(1);
    assertThat(together.mostImages).isEqualTo(3);
    assertThat(together.mostOpen).isEqualTo(3);
    assertThat(together.encodes).isEqualTo(5);
    assertThat(together.open).isZero();
  }

  @Test
  void noEmbeddingStaysOpenWhereACropDoesNotFit() {
    DiscSegmenter segmenter = new DiscSegmenter(MIDDLE);
    segmenter.encodeBatch = 3;
    segmenter.fittingEncodes = 2;
    AutomaticMaskGenerator generator = generator(segmenter, settings(4, "crop_n_layers=1"));
    assertThatThrownBy(() -> generator.generate(SQUARE)).isInstanceOf(DeviceMemoryException.class);
    assertThat(segmenter.mostOpen).isEqualTo(2);
    assertThat(segmenter.open).isZero();
  }

  @Test
  void wholeImageMasksGoWhereAsked() {
    Disc everything = new Disc(32, 32, 100, 0.9f, 10);
    assertThat(generate(settings(2), everything).masks()).hasSize(1);
    GeneratedMasks found = generate(settings(2, "whole_image_thresh=0.95"), everything);
    assertThat(found.masks()).isEmpty();
    assertThat(found.dropped()).containsEntry("whole_image", 4L);
  }

  @Test
  void maskAreaHasBounds() {
    int area = generate(settings(4), MIDDLE).masks().get(0).mask().area();
    assertThat(
            generate(settings(4, "min_mask_area=" + area, "max_mask_area=" + area), MIDDLE).masks())
        .hasSize(1);
    assertThat(generate(settings(4, "min_mask_area=" + (area + 1)), MIDDLE).dropped())
        .containsEntry("mask_area", 4L);
    assertThat(generate(settings(4, "max_mask_area=" + (area - 1)), MIDDLE).masks()).isEmpty();
  }

  @Test
  void atMostNMasksStayTheBestOnesInTheirOrder() {
    Disc better = new Disc(12, 12, 9, 0.99f, 10);
    Disc worst = new Disc(50, 50, 9, 0.8f, 10);
    List<GeneratedMask> all =
        generate(settings(8, "pred_iou_thresh=0.7"), worst, MIDDLE, better).masks();
    List<GeneratedMask> two =
        generate(settings(8, "pred_iou_thresh=0.7", "max_masks=2"), worst, MIDDLE, better).masks();
    assertThat(all).hasSize(3);
    assertThat(two).containsExactlyElementsOf(all.subList(0, 2));
  }

  @Test
  void anIslandThatTheWholeMaskIsGoesUnlessTheLargestIsKept() {
    int all = 1 + generate(settings(4), MIDDLE).masks().get(0).mask().area();
    assertThat(generate(settings(4, "min_mask_region_area=" + all), MIDDLE).masks()).hasSize(1);
    GeneratedMasks found =
        generate(settings(4, "min_mask_region_area=" + all, "keep_largest_region=false"), MIDDLE);
    assertThat(found.masks()).isEmpty();
    assertThat(found.dropped()).containsEntry("small_region", 1L);
  }

  @Test
  void aMaskThatMissesItsPromptGoesWhereConnectionIsAsked() {
    // The ring's answer lies beside the point: discs answer by distance to their own centre only.
    Disc hit = new Disc(32, 32, 15, 0.9f, 10);
    assertThat(generate(settings(4, "connected_to_prompt=true"), hit).masks()).hasSize(1);
    assertThat(
            generate(settings(5, "connected_to_prompt=true", "pred_iou_thresh=0.2"), hit).dropped())
        .containsKey("prompt_missed");
  }

  private static GeneratedMasks generate(List<String> settings, Disc... discs) {
    return generator(new DiscSegmenter(discs), settings).generate(SQUARE);
  }

  private static AutomaticMaskGenerator generator(DiscSegmenter segmenter, List<String> settings) {
    return new AutomaticMaskGenerator(
        segmenter, GeneratorSettings.of(Map.of(), settings.toArray(String[]::new)));
  }

  /** The public defaults with another grid, and whatever else is stated. */
  private static List<String> settings(int pointsPerSide, String... others) {
    return Stream.concat(Stream.of("points_per_side=" + pointsPerSide), Stream.of(others)).toList();
  }

  private static double areaOf(double radius) {
    return Math.PI * radius * radius;
  }
}
