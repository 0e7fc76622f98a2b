package org.maskfoundry.jobs.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.maskfoundry.config.SettingOrigin;
import org.maskfoundry.config.SettingsException;
import org.maskfoundry.config.SettingsLayer;
import org.maskfoundry.config.SettingsProblem;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.OnnxRuntimeLibrary;

/**
 * What a Spark configuration asks of GPUs. Spark takes some of what does not fit together and waits
 * for ever, and refuses the rest when executors have started; it is refused here before.
 *
 * @param configuration with {@code spark.master}
 */
record GpuResources(SparkConf configuration) {

  static final String EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";
  static final String DISCOVERY_SCRIPT = "spark.executor.resource.gpu.discoveryScript";
  static final String VENDOR = "spark.executor.resource.gpu.vendor";
  static final String TASK_AMOUNT = "spark.task.resource.gpu.amount";

  private static final String MASTER = "spark.master";
  private static final SettingOrigin ORIGIN =
      new SettingOrigin(SettingsLayer.USER_FILE, "Spark configuration", OptionalInt.empty());

  /** Whether tasks are to get GPUs. */
  private boolean requested() {
    return configuration.contains(TASK_AMOUNT);
  }

  /**
   * Refuses what does not fit together.
   *
   * @throws SettingsException with every problem: key, found, expected, remedy
   */
  void check() {
    List<SettingsProblem> problems = new ArrayList<>();
    String master = configuration.get(MASTER, "local[*]");
    if (isLocal(master)) {
      if (requested()) {
        problems.add(inLocalMode(master));
      }
    } else if (requested() || configuration.contains(EXECUTOR_AMOUNT)) {
      amounts(problems);
      discovery(master, problems);
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  /**
   * Refuses a library that could not use the GPUs that tasks get; a stated CPU wants none.
   *
   * @param device where the settings say that models run
   * @throws org.maskfoundry.model.ModelException with the remedy
   */
  void check(OnnxRuntimeLibrary library, Device device) {
    if (device.isGpu()) {
      library.requireGpu("device=" + device);
    } else if (requested() && device.kind() == Device.Kind.AUTO) {
      library.requireGpu(TASK_AMOUNT + "=" + found(TASK_AMOUNT));
    }
  }

  /** Whether tasks run in this process; {@code local-cluster} has executors of its own. */
  static boolean isLocal(String master) {
    return master.equals("local") || master.startsWith("local[");
  }

  private SettingsProblem inLocalMode(String master) {
    return new SettingsProblem(
        ORIGIN,
        TASK_AMOUNT,
        "%s with spark.master %s".formatted(configuration.get(TASK_AMOUNT), master),
        "nothing: in local mode Spark has no GPUs to give and tasks would wait for ever",
        "take it away, all tasks share the GPU that the setting device names; or name a cluster's master");
  }

  private void amounts(List<SettingsProblem> problems) {
    OptionalDouble executor = amount(EXECUTOR_AMOUNT);
    OptionalDouble task = amount(TASK_AMOUNT);
    boolean executorFits = executor.isPresent() && isWhole(executor.getAsDouble());
    boolean taskFits = task.isPresent() && (task.getAsDouble() <= 1 || isWhole(task.getAsDouble()));
    if (!executorFits) {
      problems.add(
          new SettingsProblem(
              ORIGIN,
              EXECUTOR_AMOUNT,
              found(EXECUTOR_AMOUNT),
              "the GPUs of an executor, a whole number from 1",
              "set %s=1, the tasks of an executor share it".formatted(EXECUTOR_AMOUNT)));
    }
    if (!taskFits) {
      problems.add(
          new SettingsProblem(
              ORIGIN,
              TASK_AMOUNT,
              found(TASK_AMOUNT),
              "a share of a GPU above 0 and up to 1, or a whole number",
              "set %s=0.25 and four tasks share a GPU".formatted(TASK_AMOUNT)));
    }
    if (executorFits && taskFits && task.getAsDouble() > executor.getAsDouble()) {
      problems.add(
          new SettingsProblem(
              ORIGIN,
              TASK_AMOUNT,
              found(TASK_AMOUNT),
              "%s (%s) at most".formatted(found(EXECUTOR_AMOUNT), EXECUTOR_AMOUNT),
              "no executor could ever run a task; lower the one or raise the other"));
    }
  }

  private void discovery(String master, List<SettingsProblem> problems) {
    boolean kubernetes = master.startsWith("k8s://");
    if ((kubernetes || master.startsWith("yarn")) && !configuration.contains(DISCOVERY_SCRIPT)) {
      problems.add(
          new SettingsProblem(
              ORIGIN,
              DISCOVERY_SCRIPT,
              "nothing with spark.master " + master,
              "a script on the executors that prints the addresses of their GPUs",
              "use deploy/gpu/discover-gpus.sh, as the profiles in conf/spark do"));
    }
    if (kubernetes && !configuration.contains(VENDOR)) {
      problems.add(
          new SettingsProblem(
              ORIGIN,
              VENDOR,
              "nothing with spark.master " + master,
              "whose GPUs the pods ask for",
              "set %s=nvidia.com".formatted(VENDOR)));
    }
  }

  /** What a key says, empty where it is no number above 0. */
  private OptionalDouble amount(String key) {
    try {
      double amount = Double.parseDouble(configuration.get(key, "0"));
      return amount > 0 ? OptionalDouble.of(amount) : OptionalDouble.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  private static boolean isWhole(double amount) {
    return amount >= 1 && amount == Math.rint(amount);
  }

  private String found(String key) {
    return configuration.get(key, "nothing");
  }
}
