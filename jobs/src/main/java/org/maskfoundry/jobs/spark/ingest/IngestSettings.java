package org.maskfoundry.jobs.spark.ingest;

import java.util.List;
import java.util.Optional;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.spark.WaveSettings;

/**
 * What an ingest tolerates and how it reports.
 *
 * @param annotationErrorBudget share of the annotations that may be rejected; a run with a greater
 *     share is not published
 * @param secondsCap masks that took longer count as this long in the capped figures
 * @param waveImages images of a wave, the piece of work that is committed at once
 */
public record IngestSettings(double annotationErrorBudget, double secondsCap, int waveImages) {

  private static final int WAVE = 1000;

  /** {@code annotation_error_budget}. */
  public static final Setting<Double> ANNOTATION_ERROR_BUDGET =
      Setting.of(
              "annotation_error_budget",
              SettingType.share(),
              0.01,
              "Share of the annotations that may be rejected; a run with a greater share is not"
                  + " published")
          .withoutEffectOnResults();

  /** {@code seconds_cap}. */
  public static final Setting<Double> SECONDS_CAP =
      Setting.of(
              "seconds_cap",
              SettingType.decimal(0, 1e9),
              120.0,
              "Tools count idle time: masks that took longer count as this long in the capped"
                  + " figures; the table keeps the raw time")
          .in("seconds")
          .withoutEffectOnResults();

  /** {@code wave_images}; files are read once for all waves, so that none can be measured ahead. */
  public static final Setting<Optional<Integer>> WAVE_IMAGES =
      Setting.of(
              WaveSettings.WAVE_IMAGES.name(),
              WaveSettings.WAVE_IMAGES.type(),
              Optional.<Integer>empty(),
              "Images that are worked on and committed together; a killed run loses one wave at"
                  + " most; auto takes "
                  + WAVE)
          .in("images")
          .withoutEffectOnResults();

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(ANNOTATION_ERROR_BUDGET, SECONDS_CAP, WAVE_IMAGES);
  }

  /** The values a command runs with. */
  public static IngestSettings from(Settings settings) {
    return new IngestSettings(
        settings.get(ANNOTATION_ERROR_BUDGET),
        settings.get(SECONDS_CAP),
        settings.get(WAVE_IMAGES).orElse(WAVE));
  }
}
