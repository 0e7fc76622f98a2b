package org.maskfoundry.jobs.spark.ingest;

import java.util.List;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * What an ingest tolerates and how it reports.
 *
 * @param annotationErrorBudget share of the annotations that may be rejected; a run with a greater
 *     share is not published
 * @param secondsCap masks that took longer count as this long in the capped figures
 */
public record IngestSettings(double annotationErrorBudget, double secondsCap) {

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

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(ANNOTATION_ERROR_BUDGET, SECONDS_CAP);
  }

  /** The values a command runs with. */
  public static IngestSettings from(Settings settings) {
    return new IngestSettings(settings.get(ANNOTATION_ERROR_BUDGET), settings.get(SECONDS_CAP));
  }
}
