package org.maskfoundry.jobs.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.config.SettingsException;
import org.maskfoundry.jobs.spark.isolation.IsolationPlugin;
import org.maskfoundry.jobs.spark.metrics.MetricsPlugin;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.OnnxRuntimeLibrary;
import scala.Option;

/** The Spark session of a command: the cluster's under {@code spark-submit}, else a local one. */
public final class SparkSessions {

  private static final String MASTER = "spark.master";
  private static final String LOCAL_MASTER = "local[*]";
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String PLUGINS = "spark.plugins";
  private static final String TASK_FAILURES = "spark.task.maxFailures";

  /** More than Spark's four: a task also fails with the executor that another's image ended. */
  private static final String MOST_TASK_FAILURES = "16";

  /** What suits one process on one machine, where the user has not said otherwise. */
  private static final Map<String, String> LOCAL =
      Map.of(
          "spark.ui.enabled", "false",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.sql.shuffle.partitions", "4",
          "spark.metrics.namespace", "maskfoundry",
          "spark.executor.heartbeatInterval", "1s");

  /** How Spark names an application until a master has named it. */
  private static final String UNREGISTERED = "spark-application-";

  private SparkSessions() {}

  /**
   * Starts Spark for tasks that run a model. What keeps them from the device is found before: the
   * wrong library of ONNX Runtime and, where tasks run in this process, a device that is not there.
   *
   * @param name the application's name in Spark
   * @param device where the settings say that models run
   * @throws SettingsException if the configuration asks for GPUs in a way that cannot work
   * @throws ModelException if the device can never be there
   * @throws ClusterException if the master cannot be reached
   */
  public static SparkSession start(String name, Device device) {
    SparkConf configuration = new SparkConf();
    GpuResources gpus = new GpuResources(configuration);
    gpus.check();
    gpus.check(OnnxRuntimeLibrary.onClassPath(), device);
    if (GpuResources.isLocal(configuration.get(MASTER, LOCAL_MASTER))) {
      OnnxRuntime.resolve(device);
    }
    return start(name);
  }

  /**
   * Starts Spark, or joins the one that runs in this process. Without a master in the configuration
   * it is {@code local[*]}: the whole machine, without the web page.
   *
   * @param name the application's name in Spark
   * @throws SettingsException if the configuration asks for GPUs in a way that cannot work
   * @throws ClusterException if the master cannot be reached
   */
  public static SparkSession start(String name) {
    new GpuResources(new SparkConf()).check();
    Optional<SparkSession> running = running();
    if (running.isPresent()) {
      return running.get();
    }
    SparkConf configuration = new SparkConf();
    Map<String, String> values = new LinkedHashMap<>();
    if (!configuration.contains(MASTER)) {
      values.put(MASTER, LOCAL_MASTER);
    }
    if (configuration.get(MASTER, LOCAL_MASTER).startsWith("local")) {
      LOCAL.forEach(
          (key, value) -> {
            if (!configuration.contains(key)) {
              values.put(key, value);
            }
          });
    }
    if (!configuration.contains(TASK_FAILURES)) {
      values.put(TASK_FAILURES, MOST_TASK_FAILURES);
    }
    values.put(
        EXTENSIONS, with(IcebergSparkSessionExtensions.class, configuration.get(EXTENSIONS, "")));
    String plugins = with(IsolationPlugin.class, configuration.get(PLUGINS, ""));
    values.put(PLUGINS, with(MetricsPlugin.class, plugins));
    SparkSession.Builder builder = SparkSession.builder().appName(name);
    values.forEach(builder::config);
    SparkSession session = builder.getOrCreate();
    if (!isRegistered(session.sparkContext())) {
      throw new ClusterException(
          "Spark could not be started on %s: its log above says why; check that the master runs there and can be reached from here"
              .formatted(session.sparkContext().master()));
    }
    return session;
  }

  /** The session of an earlier command in this process. */
  private static Optional<SparkSession> running() {
    return Stream.of(SparkSession.getActiveSession(), SparkSession.getDefaultSession())
        .filter(Option::isDefined)
        .map(Option::get)
        .filter(session -> !session.sparkContext().isStopped())
        .findFirst();
  }

  /** A master that cannot be reached stops the new context a while later, and fails nothing. */
  private static boolean isRegistered(SparkContext context) {
    return !context.isStopped()
        && !(context.master().startsWith("spark://")
            && context.applicationId().startsWith(UNREGISTERED));
  }

  /** The configured classes, and one that has to be among them. */
  private static String with(Class<?> needed, String configured) {
    if (configured.contains(needed.getName())) {
      return configured;
    }
    return configured.isEmpty() ? needed.getName() : configured + "," + needed.getName();
  }
}
