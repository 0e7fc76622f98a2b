package org.maskfoundry.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.UnsplitSegmenter;
import org.maskfoundry.prompt.PointGrid;
import org.maskfoundry.segment.AutomaticMaskGenerator;
import org.maskfoundry.segment.GeneratedMask;
import org.maskfoundry.segment.GeneratorSettings;
import org.maskfoundry.segment.PlainGenerator;

/**
 * What a prompt costs the whole generator, beside the plain way: a decoder in one graph, every mask
 * brought to the image's size. A prompt's cost is the processor time of a fine grid without that of
 * a coarse one, divided by the points between them; the two ways take turns. One thread.
 */
public final class GeneratorComparison {

  private static final int COARSE = 8;
  private static final int FINE = 16;
  private static final int ROUNDS = 3;

  private final Bundle bundle;
  private final GeneratorSettings settings;
  private final RgbImage image;

  /**
   * A comparison of a bundle on an image.
   *
   * @param settings thresholds; crops, areas and clean-up are left out of both ways
   */
  public GeneratorComparison(Bundle bundle, GeneratorSettings settings, RgbImage image) {
    this.bundle = bundle;
    this.settings = settings;
    this.image = image;
  }

  /**
   * What was found.
   *
   * @param predIouThresh the predicted IoU that masks had to exceed
   * @param stabilityScoreThresh the stability they had to reach
   * @param plainMillis processor milliseconds of a prompt, the plain way
   * @param ownMillis the same, ours
   * @param ratios how many times cheaper ours is, by round
   * @param plainMasks masks that the plain way found
   * @param ownMasks masks that ours found
   * @param equal those of the plain way that ours found as well, pixel for pixel
   * @param leastIou the least, over the plain way's masks, of the best IoU with one of ours
   */
  public record Result(
      float predIouThresh,
      double stabilityScoreThresh,
      double plainMillis,
      double ownMillis,
      List<Double> ratios,
      int plainMasks,
      int ownMasks,
      int equal,
      double leastIou) {

    /** The ratio of the round in the middle. */
    public double ratio() {
      return ratios.stream().sorted().toList().get(ratios.size() / 2);
    }
  }

  /**
   * Measures; minutes for a model of the public size.
   *
   * @param share the share of the masks that predicted IoU is to leave
   * @param stabilityScoreThresh the least stability of a mask
   */
  public Result run(double share, double stabilityScoreThresh) {
    try (Segmenter own = bundle.load(DeviceSettings.cpu());
        Segmenter plain = plain()) {
      float threshold = PredictedIous.threshold(own, image, share);
      GeneratorSettings coarse = settings(COARSE, threshold, stabilityScoreThresh);
      GeneratorSettings fine = settings(FINE, threshold, stabilityScoreThresh);
      List<GeneratedMask> ownMasks = generate(own, fine);
      List<GeneratedMask> plainMasks = new PlainGenerator(plain, fine).generate(image);
      Timings times = new Timings();
      double[] ratios = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        double ours = perPrompt(settings -> seconds(() -> generate(own, settings)), coarse, fine);
        double others =
            perPrompt(
                settings -> seconds(() -> new PlainGenerator(plain, settings).generate(image)),
                coarse,
                fine);
        times.add("own", ours);
        times.add("plain", others);
        ratios[round] = others / ours;
      }
      return result(fine, times, Arrays.stream(ratios).boxed().toList(), ownMasks, plainMasks);
    }
  }

  /** The decoder in one graph; graphs of others are taken as they are. */
  private Segmenter plain() {
    return UnsplitSegmenter.of(bundle)
        .map(unsplit -> unsplit.load(1))
        .orElseGet(() -> bundle.load(DeviceSettings.cpu()));
  }

  private List<GeneratedMask> generate(Segmenter model, GeneratorSettings settings) {
    return new AutomaticMaskGenerator(model, settings).generate(image).masks();
  }

  private static double seconds(Runnable work) {
    double begin = ProcessFigures.processorSeconds();
    work.run();
    return ProcessFigures.processorSeconds() - begin;
  }

  private static double perPrompt(
      ToDoubleFunction<GeneratorSettings> seconds,
      GeneratorSettings coarse,
      GeneratorSettings fine) {
    double less = seconds.applyAsDouble(coarse);
    double more = seconds.applyAsDouble(fine);
    return (more - less) / (FINE * FINE - COARSE * COARSE);
  }

  /** The settings with another grid and other thresholds, of which the plain way knows all. */
  private GeneratorSettings settings(
      int pointsPerSide, float predIouThresh, double stabilityScoreThresh) {
    return new GeneratorSettings(
        List.of(PointGrid.square(pointsPerSide)),
        settings.pointsPerBatch(),
        predIouThresh,
        stabilityScoreThresh,
        settings.stabilityScoreOffset(),
        settings.boxNmsThresh(),
        0,
        settings.cropNmsThresh(),
        settings.cropOverlapRatio(),
        0,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static Result result(
      GeneratorSettings settings,
      Timings times,
      List<Double> ratios,
      List<GeneratedMask> own,
      List<GeneratedMask> plain) {
    int equal = 0;
    double least = 1;
    for (GeneratedMask mask : plain) {
      double best =
          own.stream().mapToDouble(other -> iou(mask.mask(), other.mask())).max().orElse(0);
      equal += own.stream().anyMatch(other -> other.mask().equals(mask.mask())) ? 1 : 0;
      least = Math.min(least, best);
    }
    return new Result(
        (float) settings.predIouThresh(),
        settings.stabilityScoreThresh(),
        1e3 * times.median("plain").orElseThrow(),
        1e3 * times.median("own").orElseThrow(),
        ratios,
        plain.size(),
        own.size(),
        equal,
        least);
  }

  private static double iou(RleMask one, RleMask other) {
    return one.isEmpty() && other.isEmpty() ? 1 : one.iou(other);
  }
}
