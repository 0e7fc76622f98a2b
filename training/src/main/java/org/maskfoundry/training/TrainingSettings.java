package org.maskfoundry.training;

import java.util.List;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsProblem;
import org.maskfoundry.model.graph.HeadArchitecture;

/**
 * How a head is trained.
 *
 * @param steps batches learned from, at most
 * @param patience rounds (twentieths of the steps) without a better head before the end
 * @param batchImages images a step learns from
 * @param learningRate of AdamW, at its greatest
 * @param heldOutShare share of the images that only measure
 * @param headWidth channels inside the head
 * @param seed of everything random
 * @param threads of the training library
 */
public record TrainingSettings(
    int steps,
    int patience,
    int batchImages,
    double learningRate,
    double heldOutShare,
    int headWidth,
    int seed,
    int threads) {

  /** {@code training_steps}. */
  public static final Setting<Integer> STEPS =
      Setting.of(
              "training_steps",
              SettingType.wholeNumber(1, 10_000_000),
              2000,
              "So many batches are learned from, at most")
          .in("batches");

  /** {@code patience}. */
  public static final Setting<Integer> PATIENCE =
      Setting.of(
              "patience",
              SettingType.wholeNumber(1, 20),
              5,
              "Training is measured 20 times on its way; it ends where so many times in a row"
                  + " brought no better detector")
          .in("rounds");

  /** {@code batch_images}. */
  public static final Setting<Integer> BATCH_IMAGES =
      Setting.of(
              "batch_images",
              SettingType.wholeNumber(1, 1024),
              8,
              "A step of training learns from so many images")
          .in("images");

  /** {@code learning_rate}. */
  public static final Setting<Double> LEARNING_RATE =
      Setting.of(
          "learning_rate",
          SettingType.decimal(0, 1),
          0.002,
          "The greatest learning rate (AdamW, warmed up, then along half a cosine)");

  /** {@code held_out_share}. */
  public static final Setting<Double> HELD_OUT_SHARE =
      Setting.of(
          "held_out_share",
          SettingType.share(),
          0.1,
          "This share of the images is not learned from and measures the detector");

  /** {@code head_width}. */
  public static final Setting<Integer> HEAD_WIDTH =
      Setting.of(
              "head_width",
              SettingType.wholeNumber(8, 1024),
              64,
              "Channels inside the detector, a multiple of 8")
          .in("channels");

  /** {@code training_seed}. */
  public static final Setting<Integer> SEED =
      Setting.of(
          "training_seed",
          SettingType.wholeNumber(0, Integer.MAX_VALUE),
          1,
          "Decides everything random: first weights, order, mirroring, which images are held out");

  /** {@code training_threads}. */
  public static final Setting<Integer> THREADS =
      Setting.of(
              "training_threads",
              SettingType.wholeNumber(1, 1024),
              2,
              "Threads of the training library")
          .in("threads");

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(
        STEPS, PATIENCE, BATCH_IMAGES, LEARNING_RATE, HELD_OUT_SHARE, HEAD_WIDTH, SEED, THREADS);
  }

  /** The values a command runs with. */
  public static TrainingSettings from(Settings settings) {
    return new TrainingSettings(
        settings.get(STEPS),
        settings.get(PATIENCE),
        settings.get(BATCH_IMAGES),
        settings.get(LEARNING_RATE),
        settings.get(HELD_OUT_SHARE),
        settings.get(HEAD_WIDTH),
        settings.get(SEED),
        settings.get(THREADS));
  }

  /** Refuses a width that cannot be normalised in groups. */
  public static List<SettingsProblem> check(Settings settings) {
    int width = settings.get(HEAD_WIDTH);
    int groups = HeadArchitecture.NORM_GROUPS;
    return width % groups == 0
        ? List.of()
        : List.of(
            new SettingsProblem(
                settings.origin(HEAD_WIDTH),
                HEAD_WIDTH.name(),
                Integer.toString(width),
                "a multiple of " + groups,
                "take %d or %d"
                    .formatted(width - width % groups, width - width % groups + groups)));
  }
}
