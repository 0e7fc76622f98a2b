package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.prompt.PointGrid;
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
    assertThat(generate(settings(4).predIou(exactly), MIDDLE).masks()).isEmpty();
    assertThat(generate(settings(4).predIou(Math.nextDown(exactly)), MIDDLE).masks()).hasSize(1);
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
    new AutomaticMaskGenerator(segmenter, settings(8).batch(5).build()).generate(SQUARE);
    assertThat(segmenter.largestBatch).isEqualTo(5);
    new AutomaticMaskGenerator(segmenter, settings(8).batch(64).build()).generate(SQUARE);
    assertThat(segmenter.largestBatch).isEqualTo(16);
  }

  @Test
  void resultsDoNotDependOnTheBatch() {
    Disc other = new Disc(12, 50, 9, 0.95f, 10);
    assertThat(generate(settings(8).batch(1), MIDDLE, other).masks())
        .isEqualTo(generate(settings(8).batch(16), MIDDLE, other).masks());
  }

  @Test
  void masksThatEndAtAnInnerCropBorderGo() {
    // In a crop of the upper left quarter this disc reaches the crop's right border.
    Disc atTheRight = new Disc(58, 32, 15, 0.9f, 10);
    GeneratedMasks found = generate(settings(4).layers(1), atTheRight);
    assertThat(found.dropped()).containsKey("crop_edge");
    assertThat(found.masks())
        .allSatisfy(
            mask -> assertThat(mask.cropBox().get(0) + mask.cropBox().get(2)).isEqualTo(320));
  }

  @Test
  void theSmallerCropsMaskWinsAcrossCrops() {
    DiscSegmenter segmenter = new DiscSegmenter(MIDDLE);
    GeneratedMasks found =
        new AutomaticMaskGenerator(segmenter, settings(4).layers(1).build()).generate(SQUARE);
    assertThat(segmenter.encodes).isEqualTo(5);
    assertThat(found.masks()).hasSize(5);
    assertThat(found.masks().get(0).cropBox().get(2)).isLessThan(320);
    assertThat(found.masks().get(4).cropBox()).containsExactly(0, 0, 320, 320);
  }

  @Test
  void wholeImageMasksGoWhereAsked() {
    Disc everything = new Disc(32, 32, 100, 0.9f, 10);
    assertThat(generate(settings(2), everything).masks()).hasSize(1);
    GeneratedMasks found = generate(settings(2).wholeImage(0.95), everything);
    assertThat(found.masks()).isEmpty();
    assertThat(found.dropped()).containsEntry("whole_image", 4L);
  }

  @Test
  void maskAreaHasBounds() {
    int area = generate(settings(4), MIDDLE).masks().get(0).mask().area();
    assertThat(generate(settings(4).area(area, area), MIDDLE).masks()).hasSize(1);
    assertThat(generate(settings(4).area(area + 1, area + 2), MIDDLE).dropped())
        .containsEntry("mask_area", 4L);
    assertThat(generate(settings(4).area(0, area - 1), MIDDLE).masks()).isEmpty();
  }

  @Test
  void atMostNMasksStayTheBestOnesInTheirOrder() {
    Disc better = new Disc(12, 12, 9, 0.99f, 10);
    Disc worst = new Disc(50, 50, 9, 0.8f, 10);
    List<GeneratedMask> all = generate(settings(8).predIou(0.7), worst, MIDDLE, better).masks();
    List<GeneratedMask> two =
        generate(settings(8).predIou(0.7).most(2), worst, MIDDLE, better).masks();
    assertThat(all).hasSize(3);
    assertThat(two).containsExactlyElementsOf(all.subList(0, 2));
  }

  @Test
  void anIslandThatTheWholeMaskIsGoesUnlessTheLargestIsKept() {
    int all = 1 + generate(settings(4), MIDDLE).masks().get(0).mask().area();
    assertThat(generate(settings(4).regions(all, true), MIDDLE).masks()).hasSize(1);
    GeneratedMasks found = generate(settings(4).regions(all, false), MIDDLE);
    assertThat(found.masks()).isEmpty();
    assertThat(found.dropped()).containsEntry("small_region", 1L);
  }

  @Test
  void aMaskThatMissesItsPromptGoesWhereConnectionIsAsked() {
    // The ring's answer lies beside the point: discs answer by distance to their own centre only.
    Disc hit = new Disc(32, 32, 15, 0.9f, 10);
    assertThat(generate(settings(4).connected(), hit).masks()).hasSize(1);
    assertThat(generate(settings(5).connected().predIou(0.2), hit).dropped())
        .containsKey("prompt_missed");
  }

  private static GeneratedMasks generate(Builder settings, Disc... discs) {
    return new AutomaticMaskGenerator(new DiscSegmenter(discs), settings.build()).generate(SQUARE);
  }

  private static double areaOf(double radius) {
    return Math.PI * radius * radius;
  }

  private static Builder settings(int pointsPerSide) {
    Builder builder = new Builder();
    builder.pointsPerSide = pointsPerSide;
    return builder;
  }

  /** Settings with the public defaults, changed one by one. */
  private static final class Builder {
    private int pointsPerSide;
    private int batch = 64;
    private double predIou = 0.88;
    private int layers;
    private int regionArea;
    private boolean keepLargest = true;
    private OptionalDouble wholeImage = OptionalDouble.empty();
    private OptionalInt least = OptionalInt.empty();
    private OptionalInt most = OptionalInt.empty();
    private OptionalInt masks = OptionalInt.empty();
    private boolean connected;

    Builder batch(int size) {
      batch = size;
      return this;
    }

    Builder predIou(double threshold) {
      predIou = threshold;
      return this;
    }

    Builder layers(int count) {
      layers = count;
      return this;
    }

    Builder regions(int area, boolean keep) {
      regionArea = area;
      keepLargest = keep;
      return this;
    }

    Builder wholeImage(double share) {
      wholeImage = OptionalDouble.of(share);
      return this;
    }

    Builder area(int smallest, int largest) {
      least = OptionalInt.of(smallest);
      most = OptionalInt.of(largest);
      return this;
    }

    Builder most(int count) {
      masks = OptionalInt.of(count);
      return this;
    }

    Builder connected() {
      connected = true;
      return this;
    }

    GeneratorSettings build() {
      return new GeneratorSettings(
          java.util.Collections.nCopies(layers + 1, PointGrid.square(pointsPerSide)),
          batch,
          predIou,
          0.95,
          1.0,
          0.7,
          layers,
          0.7,
          512 / 1500.0,
          regionArea,
          keepLargest,
          wholeImage,
          least,
          most,
          masks,
          connected);
    }
  }
}
