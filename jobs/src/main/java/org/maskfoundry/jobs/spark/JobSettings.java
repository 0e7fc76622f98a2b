package org.maskfoundry.jobs.spark;

import java.util.List;
import java.util.Optional;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * How a job goes through its images; none of it changes a mask.
 *
 * @param errorBudget share of the images that may fail, 0 to 1; the run is not published where the
 *     share of error rows is greater
 * @param partitions Spark partitions of a wave, empty where they follow from the wave and the cores
 */
public record JobSettings(double errorBudget, Optional<Integer> partitions) {

  /** {@code error_budget}. */
  public static final Setting<Double> ERROR_BUDGET =
      Setting.of(
              "error_budget",
              SettingType.share(),
              0.01,
              "Share of the images that may fail; where more do, the exit code is 4 and no dataset or detector is published")
          .withoutEffectOnResults();

  /** {@code partitions}. */
  public static final Setting<Optional<Integer>> PARTITIONS =
      Setting.of(
              "partitions",
              SettingType.automatic(SettingType.wholeNumber(1, 1_000_000)),
              Optional.<Integer>empty(),
              "Spark partitions of a wave; auto follows the wave and the cores")
          .in("partitions")
          .withoutEffectOnResults();

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(ERROR_BUDGET, PARTITIONS);
  }

  /** The values a command runs with. */
  public static JobSettings from(Settings settings) {
    return new JobSettings(settings.get(ERROR_BUDGET), settings.get(PARTITIONS));
  }
}
