package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.model.OnnxRuntimeLibrary;

/** What asks for GPUs in a way that cannot work is refused by the commands before Spark starts. */
class GpuRefusalTest {

  private static final String MASTER = "spark.master";
  private static final String EXECUTOR = "spark.executor.resource.gpu.amount";
  private static final String TASK = "spark.task.resource.gpu.amount";

  @TempDir Path folder;
  private final Map<String, String> before = new HashMap<>();

  @BeforeEach
  void drawImage() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    TestImages.disc(images.resolve("disc.png"), 40, 40);
  }

  @AfterEach
  void restoreProperties() {
    before.forEach(
        (key, value) -> {
          if (value == null) {
            System.clearProperty(key);
          } else {
            System.setProperty(key, value);
          }
        });
  }

  /** Spark's configuration, as spark-submit hands it to a driver. */
  private void configure(String... pairs) {
    for (String pair : pairs) {
      String[] parts = pair.split("=", 2);
      before.putIfAbsent(parts[0], System.getProperty(parts[0]));
      System.setProperty(parts[0], parts[1]);
    }
  }

  private CommandLineRun generate(String device) {
    return CommandLineRun.of(
        "generate",
        "--images",
        folder.resolve("images"),
        "--output",
        folder.resolve("dataset"),
        "--set",
        "device=" + device);
  }

  private void assertRefused(CommandLineRun run, ExitCode code, String... said) {
    assertThat(run.status()).as(run.error()).isEqualTo(code.status());
    assertThat(run.error()).contains(said).doesNotContain("\tat ");
    assertThat(folder.resolve("dataset")).doesNotExist();
  }

  @Test
  void gpusForTasksInLocalMode() {
    configure(MASTER + "=local[2]", EXECUTOR + "=1", TASK + "=0.5");

    assertRefused(
        generate("cpu"),
        ExitCode.SETTINGS,
        TASK,
        "found 0.5 with spark.master local[2]",
        "for ever");
  }

  @Test
  void aTaskThatWantsMoreThanItsExecutorHas() {
    configure(MASTER + "=spark://127.0.0.1:9", EXECUTOR + "=1", TASK + "=2");

    assertRefused(generate("cpu"), ExitCode.SETTINGS, TASK, "found 2", EXECUTOR);
  }

  @Test
  void aTasksShareThatIsNeitherPartNorWhole() {
    configure(MASTER + "=spark://127.0.0.1:9", EXECUTOR + "=2", TASK + "=1.5");

    assertRefused(generate("cpu"), ExitCode.SETTINGS, TASK, "found 1.5", "whole number");
  }

  @Test
  void yarnWithoutADiscoveryScript() {
    configure(MASTER + "=yarn", EXECUTOR + "=1", TASK + "=0.25");

    assertRefused(
        generate("cpu"),
        ExitCode.SETTINGS,
        "spark.executor.resource.gpu.discoveryScript",
        "deploy/gpu/discover-gpus.sh");
  }

  @Test
  void commandsWithoutAModelRefuseWhatSparkWouldHangOn() {
    configure(MASTER + "=local[2]", TASK + "=1");

    assertRefused(
        CommandLineRun.of(
            "show", "--dataset", folder.resolve("dataset"), "--output", folder.resolve("page")),
        ExitCode.SETTINGS,
        TASK);
  }

  @Test
  void aGpuProfileWithTheLibraryForProcessors() {
    assumeThat(OnnxRuntimeLibrary.onClassPath().kind()).isEqualTo(OnnxRuntimeLibrary.Kind.CPU);
    configure(MASTER + "=spark://127.0.0.1:9", EXECUTOR + "=1", TASK + "=0.25");

    assertRefused(generate("auto"), ExitCode.ENVIRONMENT, TASK + "=0.25", "onnxruntime-", "-Pgpu");
  }

  @Test
  void aNamedGpuWithTheLibraryForProcessors() {
    assumeThat(OnnxRuntimeLibrary.onClassPath().kind()).isEqualTo(OnnxRuntimeLibrary.Kind.CPU);

    for (String device : new String[] {"cuda:0", "tensorrt:1"}) {
      assertRefused(
          generate(device), ExitCode.ENVIRONMENT, "device=" + device, "onnxruntime-", "-Pgpu");
    }
  }

  @Test
  void twoLibrariesOfOnnxRuntime() throws Exception {
    Path second = folder.resolve("onnxruntime_gpu-9.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(second))) {
      jar.putNextEntry(new ZipEntry("ai/onnxruntime/OrtEnvironment.class"));
    }
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath + File.pathSeparator + second));
    command.add(Maskfoundry.class.getName());
    command.addAll(List.of("masks", "--image", folder.resolve("images/disc.png").toString()));
    command.addAll(List.of("--output", folder.resolve("masks.json").toString()));
    Path error = folder.resolve("error.txt");

    int status =
        new ProcessBuilder(command)
            .redirectError(error.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();

    assertThat(Files.readString(error))
        .contains(OnnxRuntimeLibrary.onClassPath().jar() + " and onnxruntime_gpu-9.jar")
        .contains("take the other away");
    assertThat(status).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(folder.resolve("masks.json")).doesNotExist();
  }
}
