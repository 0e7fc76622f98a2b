package org.maskfoundry.jobs.spark.isolation;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * How images are watched while they are in work.
 *
 * @param secondsAnImage how long an image may take, 0 where there is no limit
 */
public record WatchSettings(int secondsAnImage) implements Serializable {

  /** {@code image_time_limit}. */
  public static final Setting<Optional<Integer>> IMAGE_TIME_LIMIT =
      Setting.of(
              "image_time_limit",
              SettingType.optional(SettingType.wholeNumber(1, 1_000_000)),
              Optional.of(3600),
              "A process ends whose image takes longer; the image is tried once more, alone, and"
                  + " then given up")
          .in("seconds")
          .withoutEffectOnResults();

  /** Every setting of this concern. */
  public static List<Setting<?>> all() {
    return List.of(IMAGE_TIME_LIMIT);
  }

  /** The values a command runs with. */
  public static WatchSettings from(Settings settings) {
    return new WatchSettings(settings.get(IMAGE_TIME_LIMIT).orElse(0));
  }

  Optional<Duration> timeLimit() {
    return secondsAnImage == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(secondsAnImage));
  }
}
