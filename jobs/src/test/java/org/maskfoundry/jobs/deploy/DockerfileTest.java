package org.maskfoundry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The container image by what its file says, and the scripts it is built with. */
class DockerfileTest {

  private static Dockerfile image;

  @TempDir Path folder;

  @BeforeAll
  static void read() throws IOException {
    image = Dockerfile.read();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "cuda"})
  void aTargetRunsSparksEntryPointAsNobodyInUtf8(String target) {
    Dockerfile.Stage stage = image.stage(target);

    assertThat(stage.user())
        .as("a number, so that Kubernetes sees it is not root")
        .matches("[1-9]\\d*");
    assertThat(stage.all("ENTRYPOINT"))
        .singleElement()
        .extracting(Dockerfile.Instruction::rest)
        .isEqualTo("[\"/opt/entrypoint.sh\"]");
    assertThat(stage.all("ENV")).anyMatch(line -> line.words().contains("LC_ALL=C.UTF-8"));
  }

  @Test
  void eachTargetHasItsOwnOnnxRuntime() throws IOException {
    assertThat(image.stage("cpu").from()).isEqualTo("spark");
    assertThat(image.stage("cuda").from()).isEqualTo("${CUDA_IMAGE}");
    assertThat(image.argument("CUDA_IMAGE")).contains(":12.").contains("-cudnn-runtime");
    assertThat(taken(image.stage("cpu"))).contains("build-cpu").doesNotContain("build-cuda");
    assertThat(taken(image.stage("cuda"))).contains("build-cuda").doesNotContain("build-cpu");
    assertThat(image.stage("build-cuda").all("RUN")).anyMatch(run -> run.rest().contains(" -Pgpu"));
    assertThat(image.stage("build-cpu").all("RUN")).noneMatch(run -> run.rest().contains("-Pgpu"));
    assertThat(Files.readString(Deployment.CHECKOUT.resolve("pom.xml"))).contains("<id>gpu</id>");
  }

  private static List<String> taken(Dockerfile.Stage stage) {
    return stage.all("COPY").stream().map(copy -> copy.option("from")).toList();
  }

  @Test
  void whatIsCopiedIsThereAndNotIgnored() throws IOException {
    List<String> allowed =
        Files.readAllLines(Deployment.CHECKOUT.resolve(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    List<String> copied = new ArrayList<>();
    for (Dockerfile.Stage stage : image.stages()) {
      for (Dockerfile.Instruction copy : stage.all("COPY")) {
        List<String> paths = copy.words().subList(0, copy.words().size() - 1);
        if (copy.option("from").isEmpty()) {
          copied.addAll(paths);
        }
      }
    }
    assertThat(copied).hasSizeGreaterThan(5);
    for (String path : copied) {
      assertThat(Deployment.CHECKOUT.resolve(path)).exists();
      assertThat(allowed).anyMatch(entry -> (path + "/").startsWith(entry + "/"));
    }
  }

  @Test
  void modulesOfTheBuildAreAllThere() throws IOException {
    String pom = Files.readString(Deployment.CHECKOUT.resolve("pom.xml"));
    List<String> copied =
        image.stage("sources").all("COPY").stream()
            .map(copy -> Path.of(copy.words().get(0)).getName(0).toString())
            .toList();
    pom.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("<module>"))
        .map(line -> line.replaceAll("</?module>", ""))
        .forEach(module -> assertThat(copied).contains(module));
  }

  @Test
  void stagesAreOnlyTakenFromAfterTheyWereMade() {
    List<String> made = new ArrayList<>();
    for (Dockerfile.Stage stage : image.stages()) {
      if (!stage.from().startsWith("${")) {
        assertThat(made).contains(stage.from());
      }
      assertThat(made).containsAll(taken(stage).stream().filter(from -> !from.isEmpty()).toList());
      made.add(stage.name());
    }
  }

  @Test
  void basesAreNamedByVersion() throws IOException {
    assertThat(image.arguments())
        .allSatisfy(base -> assertThat(base.rest()).matches("\\w+=\\S+:\\d[^:]*"));
    String pom = Files.readString(Deployment.CHECKOUT.resolve("pom.xml"));
    assertThat(image.argument("SPARK_IMAGE")).endsWith("-scala2.13-java17-ubuntu");
    assertThat(pom)
        .contains(
            "<spark-kubernetes.version>%s<"
                .formatted(image.argument("SPARK_IMAGE").replaceAll(".*:|-.*", "")));
  }

  @Test
  void noSecretGoesIn() {
    Stream.concat(
            image.arguments().stream(),
            image.stages().stream().flatMap(stage -> stage.instructions().stream()))
        .filter(line -> List.of("ARG", "ENV").contains(line.keyword()))
        .forEach(
            line ->
                assertThat(line.rest()).doesNotContainPattern("(?i)secret|password|token|_key"));
  }

  @Test
  void sparksOwnJarsStayAndOthersAreMovedBesideThem() throws Exception {
    Path from = Files.createDirectories(folder.resolve("from"));
    Path spark = Files.createDirectories(folder.resolve("spark"));
    for (String jar : List.of("jackson-core-2.20.0.jar", "netty-all-4.2.7.Final.jar")) {
      Files.createFile(spark.resolve(jar));
    }
    for (String jar :
        List.of(
            "jackson-core-2.21.2.jar",
            "jackson-core-extra-2.21.2.jar",
            "opencv-4.13.0-1.5.13.jar",
            "opencv-4.13.0-1.5.13-linux-x86_64.jar",
            "iceberg-spark-runtime-4.1_2.13-1.12.0.jar")) {
      Files.createFile(from.resolve(jar));
    }
    ScriptRun run =
        ScriptRun.of(
            folder,
            Map.of(),
            List.of(
                Deployment.FOLDER.resolve("docker/add-jars").toString(),
                from.toString(),
                spark.toString()));

    assertThat(run.status()).as(run.error()).isZero();
    assertThat(from).doesNotExist();
    try (Stream<Path> jars = Files.list(spark)) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "jackson-core-2.20.0.jar",
              "netty-all-4.2.7.Final.jar",
              "jackson-core-extra-2.21.2.jar",
              "opencv-4.13.0-1.5.13.jar",
              "opencv-4.13.0-1.5.13-linux-x86_64.jar",
              "iceberg-spark-runtime-4.1_2.13-1.12.0.jar");
    }
  }
}
