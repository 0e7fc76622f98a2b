package org.maskfoundry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.config.SettingsException;
import org.maskfoundry.config.SettingsProblem;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.OnnxRuntimeLibrary;
import scala.jdk.javaapi.CollectionConverters;

class GpuResourcesTest {

  private static final String STANDALONE = "spark://head:7077";
  private static final OnnxRuntimeLibrary CPU_LIBRARY =
      new OnnxRuntimeLibrary("onnxruntime-1.jar", OnnxRuntimeLibrary.Kind.CPU);

  private static SparkConf configuration(String master, String... pairs) {
    SparkConf configuration = new SparkConf(false).set("spark.master", master);
    for (String pair : pairs) {
      String[] parts = pair.split("=", 2);
      configuration.set(parts[0], parts[1]);
    }
    return configuration;
  }

  private static String executor(String amount) {
    return GpuResources.EXECUTOR_AMOUNT + "=" + amount;
  }

  private static String task(String amount) {
    return GpuResources.TASK_AMOUNT + "=" + amount;
  }

  private static void accept(String master, String... pairs) {
    new GpuResources(configuration(master, pairs)).check();
  }

  private static List<SettingsProblem> problems(String master, String... pairs) {
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> accept(master, pairs));
    assertThat(refused).as("%s %s", master, List.of(pairs)).isNotNull();
    assertThat(refused.problems()).allMatch(problem -> !problem.remedy().isEmpty());
    return refused.problems();
  }

  private static List<String> keys(String master, String... pairs) {
    return problems(master, pairs).stream().map(SettingsProblem::key).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[2]", "local[*]", "local[4,2]"})
  void localModeHasNoGpusForTasks(String master) {
    SettingsProblem problem = problems(master, executor("1"), task("0.5")).get(0);

    assertThat(problem.key()).isEqualTo(GpuResources.TASK_AMOUNT);
    assertThat(problem.toString()).contains("0.5", master, "for ever", "take it away");
  }

  @Test
  void localModeWithoutGpusForTasksStarts() {
    accept("local[*]");
    accept("local[*]", executor("1"));
  }

  @Test
  void whatFitsTogetherStarts() {
    accept(STANDALONE);
    accept(STANDALONE, executor("1"), task("0.25"));
    accept(STANDALONE, executor("1"), task("0.75"));
    accept(STANDALONE, executor("2"), task("2"));
    accept("local-cluster[2,1,1024]", executor("1"), task("1"));
  }

  @Test
  void aTaskMayNotWantMoreThanItsExecutorHas() {
    assertThat(problems(STANDALONE, executor("1"), task("2")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.key()).isEqualTo(GpuResources.TASK_AMOUNT))
        .asString()
        .contains("found 2", "expected 1", "no executor could ever run a task");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "0", "-1", "half", "NaN"})
  void aTasksShareIsAPartOfOneGpuOrWholeGpus(String share) {
    assertThat(keys(STANDALONE, executor("4"), task(share)))
        .containsExactly(GpuResources.TASK_AMOUNT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "0", "one"})
  void anExecutorHasWholeGpus(String amount) {
    assertThat(keys(STANDALONE, executor(amount), task("0.25")))
        .containsExactly(GpuResources.EXECUTOR_AMOUNT);
  }

  @Test
  void oneAmountWantsTheOther() {
    assertThat(keys(STANDALONE, executor("1"))).containsExactly(GpuResources.TASK_AMOUNT);
    assertThat(keys(STANDALONE, task("1"))).containsExactly(GpuResources.EXECUTOR_AMOUNT);
  }

  @Test
  void managersThatGiveNoAddressesNeedADiscoveryScript() {
    assertThat(keys("yarn", executor("1"), task("1")))
        .containsExactly(GpuResources.DISCOVERY_SCRIPT);
    assertThat(keys("k8s://https://head:6443", executor("1"), task("1")))
        .containsExactly(GpuResources.DISCOVERY_SCRIPT, GpuResources.VENDOR);
    accept("yarn", executor("1"), task("1"), GpuResources.DISCOVERY_SCRIPT + "=./find.sh");
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    assertThat(keys("yarn", executor("0"), task("1.5"))).hasSize(3);
  }

  @Test
  void theLibraryForProcessorsIsRefusedWhereTasksGetGpus() {
    GpuResources gpus = new GpuResources(configuration(STANDALONE, executor("1"), task("0.25")));

    assertThatThrownBy(() -> gpus.check(CPU_LIBRARY, Device.parse("auto")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(GpuResources.TASK_AMOUNT + "=0.25")
        .hasMessageContaining("onnxruntime-1.jar")
        .hasMessageContaining("-Pgpu");
    gpus.check(CPU_LIBRARY, Device.CPU);
  }

  @Test
  void theLibraryForProcessorsIsRefusedWhereTheSettingsNameAGpu() {
    GpuResources none = new GpuResources(configuration(STANDALONE));

    assertThatThrownBy(() -> none.check(CPU_LIBRARY, Device.parse("cuda:1")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("device=cuda:1");
    none.check(CPU_LIBRARY, Device.parse("auto"));
  }

  @ParameterizedTest
  @CsvSource({"standalone, spark://head:7077", "yarn, yarn", "kubernetes, k8s://https://head:6443"})
  void theProfilesAskForGpusInAWayThatFits(String profile, String master) {
    Map<String, String> read =
        CollectionConverters.asJava(
            Utils.getPropertiesFromFile("../conf/spark/" + profile + ".conf"));
    SparkConf configuration = configuration(master);
    read.forEach(configuration::set);

    assertThat(read.keySet())
        .allMatch(key -> key.startsWith("spark."))
        .contains(
            GpuResources.EXECUTOR_AMOUNT,
            GpuResources.TASK_AMOUNT,
            "spark.executor.memoryOverhead",
            "spark.executorEnv.LC_ALL",
            "spark.executorEnv.CUDA_DEVICE_ORDER");
    assertThat(read.get("spark.executor.extraJavaOptions"))
        .contains("javacpp.maxBytes=0", "javacpp.maxPhysicalBytes=0");
    new GpuResources(configuration).check();
  }
}
