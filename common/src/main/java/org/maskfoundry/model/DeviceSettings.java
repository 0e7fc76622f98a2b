package org.maskfoundry.model;

import java.util.List;
import java.util.Optional;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.SettingType;
import org.maskfoundry.config.Settings;

/**
 * Where and how a model runs.
 *
 * @param device where
 * @param precision the number format it computes in
 * @param threads inference threads of a session on the CPU; empty lets the command choose
 */
public record DeviceSettings(Device device, Precision precision, Optional<Integer> threads) {

  /** Where the model runs. */
  public static final Setting<String> DEVICE =
      Setting.of(
              "device",
              SettingType.text(Device.PATTERN, "auto, cpu, cuda, cuda:N, tensorrt or tensorrt:N"),
              "auto",
              "Where the model runs; auto takes the first CUDA device where there is one")
          .withoutEffectOnResults();

  /** The number format. */
  public static final Setting<Precision> PRECISION =
      Setting.of(
          "precision",
          SettingType.choice(Precision.class),
          Precision.FP32,
          "The number format the model computes in");

  /** Inference threads. */
  public static final Setting<Optional<Integer>> THREADS =
      Setting.of(
              "threads",
              SettingType.automatic(SettingType.wholeNumber(1, 1024)),
              Optional.<Integer>empty(),
              "Inference threads of a session on the CPU; auto shares the cores among the tasks")
          .in("threads")
          .withoutEffectOnResults();

  /** The CPU, 32-bit floats, one thread. */
  public static DeviceSettings cpu() {
    return new DeviceSettings(Device.CPU, Precision.FP32, Optional.of(1));
  }

  /** Every setting {@link #from} reads. */
  public static List<Setting<?>> all() {
    return List.of(DEVICE, PRECISION, THREADS);
  }

  /** What resolved settings say. */
  public static DeviceSettings from(Settings settings) {
    return new DeviceSettings(
        Device.parse(settings.get(DEVICE)), settings.get(PRECISION), settings.get(THREADS));
  }

  /** These settings on another device, as a scheduler may assign it. */
  public DeviceSettings on(Device assigned) {
    return new DeviceSettings(assigned, precision, threads);
  }

  /** These settings with so many threads where none were stated. */
  public DeviceSettings orThreads(int count) {
    return new DeviceSettings(device, precision, Optional.of(threads.orElse(count)));
  }
}
