package org.maskfoundry.jobs.spark;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * How large the pieces are in which a job does and commits its images; none of it changes a mask.
 *
 * @param images images of a wave, empty where they follow from the time it takes
 * @param time how long a wave should take then
 */
public record WaveSettings(Optional<Integer> images, Duration time) {

  /** {@code wave_images}. */
  public static final Setting<Optional<Integer>> WAVE_IMAGES =
      Setting.of(
              "wave_images",
              SettingType.automatic(SettingType.wholeNumber(1, Integer.MAX_VALUE)),
              Optional.<Integer>empty(),
              "Images that are worked on and committed together; a killed run loses one wave at"
                  + " most; auto takes as many as wave_minutes asks for")
          .in("images")
          .withoutEffectOnResults();

  /** {@code wave_minutes}. */
  public static final Setting<Double> WAVE_MINUTES =
      Setting.of(
              "wave_minutes",
              SettingType.decimal(0.01, 10_000),
              10.0,
              "How long a wave should take, where wave_images is auto, at the pace of the one before")
          .in("minutes")
          .withoutEffectOnResults();

  private static final double MINUTE = Duration.ofMinutes(1).toMillis();

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(WAVE_IMAGES, WAVE_MINUTES);
  }

  /** The values a command runs with. */
  public static WaveSettings from(Settings settings) {
    return new WaveSettings(
        settings.get(WAVE_IMAGES),
        Duration.ofMillis(Math.round(settings.get(WAVE_MINUTES) * MINUTE)));
  }
}
