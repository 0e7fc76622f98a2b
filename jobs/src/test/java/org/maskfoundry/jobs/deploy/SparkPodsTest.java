package org.maskfoundry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.k8s.KubernetesDriverConf;
import org.apache.spark.deploy.k8s.KubernetesExecutorConf;
import org.apache.spark.deploy.k8s.SparkPod;
import org.apache.spark.deploy.k8s.submit.JavaMainAppResource;
import org.apache.spark.deploy.k8s.submit.KubernetesDriverBuilder;
import org.apache.spark.internal.config.package$;
import org.apache.spark.resource.ResourceProfile$;
import org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBuilder;
import org.apache.spark.util.SystemClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** The pods that Spark makes of the manifests, by its own builders. */
class SparkPodsTest {

  private static final String GPU = "nvidia.com/gpu";
  private static final String SPARK_GPU = "spark.executor.resource.gpu.";

  @BeforeEach
  @AfterEach
  void forgetResources() {
    ResourceProfile$.MODULE$.clearDefaultProfile();
  }

  private static SparkPod executor(SparkConf conf) {
    conf.set("spark.driver.host", "driver").set("spark.driver.port", "7078");
    return new KubernetesExecutorBuilder()
        .buildFromFeatures(
            new KubernetesExecutorConf(conf, "application", "1", Option.empty(), 0),
            new SecurityManager(conf, Option.empty(), package$.MODULE$.AUTH_SECRET_FILE_EXECUTOR()),
            null,
            ResourceProfile$.MODULE$.getOrCreateDefaultProfile(conf))
        .pod();
  }

  private static SparkPod driver(Manifest manifest) {
    JavaMainAppResource jar =
        new JavaMainAppResource(Option.apply(manifest.text("/mainApplicationFile")));
    String[] arguments = {"generate"};
    KubernetesDriverConf conf =
        new KubernetesDriverConf(
            manifest.sparkConf(),
            "application",
            jar,
            manifest.text("/mainClass"),
            arguments,
            Option.empty(),
            new SystemClock());
    return new KubernetesDriverBuilder().buildFromFeatures(conf, null).pod();
  }

  private static String bytes(Map<String, Quantity> quantities) {
    return Quantity.getAmountInBytes(quantities.get("memory")).toPlainString();
  }

  private static String gibibytes(int count) {
    return Long.toString(count * (1L << 30));
  }

  private static Map<String, String> secrets(Container container) {
    return container.getEnv().stream()
        .filter(variable -> variable.getName().startsWith("AWS_"))
        .collect(Collectors.toMap(EnvVar::getName, SparkPodsTest::secret));
  }

  private static String secret(EnvVar variable) {
    assertThat(variable.getValue()).as("a value in the manifest").isNull();
    var reference = variable.getValueFrom().getSecretKeyRef();
    return reference.getName() + ":" + reference.getKey();
  }

  @ParameterizedTest
  @ValueSource(strings = {"generate.yaml", "generate-scheduled.yaml"})
  void anExecutorHasItsGpuItsMemoryAndItsSecrets(String file) throws IOException {
    Manifest manifest = Manifest.of(file);
    Container container = executor(manifest.sparkConf()).container();

    assertThat(container.getImage()).isEqualTo(manifest.text("/image"));
    assertThat(container.getResources().getLimits())
        .containsEntry(GPU, new Quantity(manifest.text("/executor/gpu/quantity")));
    assertThat(bytes(container.getResources().getRequests()))
        .as("heap and overhead")
        .isEqualTo(gibibytes(6 + 6));
    assertThat(container.getResources().getRequests().get("cpu")).isEqualTo(new Quantity("4"));
    assertThat(secrets(container))
        .containsEntry("AWS_ACCESS_KEY_ID", "maskfoundry-s3:AWS_ACCESS_KEY_ID")
        .containsEntry("AWS_SECRET_ACCESS_KEY", "maskfoundry-s3:AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void withoutSparksOwnSettingsTheOperatorsGpuReachesNoPod() throws IOException {
    SparkConf conf = Manifest.of("generate.yaml").sparkConf();
    for (String setting : List.of("amount", "vendor", "discoveryScript")) {
      assertThat(conf.contains(SPARK_GPU + setting)).as(setting).isTrue();
      conf.remove(SPARK_GPU + setting);
    }
    conf.remove("spark.task.resource.gpu.amount");

    assertThat(executor(conf).container().getResources().getLimits()).doesNotContainKey(GPU);
  }

  @Test
  void anExecutorsTasksShareItsGpuAndTheImageHasTheDiscoveryScript() throws IOException {
    SparkConf conf = Manifest.of("generate.yaml").sparkConf();

    assertThat(
            conf.getDouble("spark.task.resource.gpu.amount", 0)
                * conf.getInt("spark.executor.cores", 0))
        .isEqualTo(1);
    assertThat(conf.get(SPARK_GPU + "discoveryScript"))
        .startsWith(Dockerfile.read().home() + "/deploy/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"generate.yaml", "generate-scheduled.yaml"})
  void aDriverHasNoGpuButItsAccountItsMemoryAndItsSecrets(String file) throws IOException {
    SparkPod pod = driver(Manifest.of(file));

    assertThat(pod.pod().getSpec().getServiceAccountName()).isEqualTo("maskfoundry");
    assertThat(pod.container().getResources().getLimits()).doesNotContainKey(GPU);
    assertThat(bytes(pod.container().getResources().getRequests())).isEqualTo(gibibytes(4 + 2));
    assertThat(secrets(pod.container())).hasSize(2);
    assertThat(pod.container().getArgs())
        .containsSubsequence("driver", "--class", "org.maskfoundry.jobs.cli.Maskfoundry")
        .endsWith("local:///opt/maskfoundry/maskfoundry-jobs.jar", "generate");
  }
}
