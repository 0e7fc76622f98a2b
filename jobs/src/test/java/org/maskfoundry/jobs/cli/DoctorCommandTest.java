package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.model.OnnxRuntimeLibrary;
import org.maskfoundry.model.OnnxRuntimeLibrary.Kind;

/** The doctor in a process of its own, on machines that lack this or that. */
class DoctorCommandTest {

  private static final String SECRET = "not-to-be-told";

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> javaOptions = new ArrayList<>();
  private String classPath;

  /** A machine with all it needs, and no GPU. */
  @BeforeEach
  void lackNothing() throws IOException {
    classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("PATH", Files.createDirectory(folder.resolve("bin")).toString());
  }

  private CommandLineRun doctor(Object... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", classPath, Maskfoundry.class.getName(), "doctor"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path output = folder.resolve("output.txt");
    Path error = folder.resolve("error.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectOutput(output.toFile()).redirectError(error.toFile());
    int status = builder.start().waitFor();
    return new CommandLineRun(status, Files.readString(output), Files.readString(error));
  }

  private void nvidiaSmi(String script) throws IOException {
    Path command =
        Files.writeString(folder.resolve("bin/nvidia-smi"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void assertThatIs(CommandLineRun run, String thing, String status) {
    assertThat(run.output()).containsPattern("(?m)^" + thing + " +" + status + " ");
  }

  private static void assumeLibrary(Kind kind) {
    assumeThat(OnnxRuntimeLibrary.onClassPath().kind()).isEqualTo(kind);
  }

  @Test
  void aMachineWithAllItNeedsIsWell() throws Exception {
    Path json = folder.resolve("doctor.json");

    CommandLineRun run = doctor("--device", "cpu", "--json", json);

    assertThat(run.status()).as(run.output() + run.error()).isZero();
    for (String thing : new String[] {"java", "locale", "opencv", "onnxruntime", "libtorch"}) {
      assertThatIs(run, thing, "ok");
    }
    assertThat(run.output())
        .contains(OnnxRuntimeLibrary.onClassPath().jar())
        .containsPattern("device +ok +cpu answers");
    JsonNode summary = new ObjectMapper().readTree(Files.readAllBytes(json));
    assertThat(summary.path("exit_code").intValue()).isZero();
    assertThat(summary.path("counts").path("missing").intValue()).isZero();
    assertThat(summary.path("checks").findValuesAsText("name"))
        .containsSubsequence("java", "memory", "onnxruntime", "device");
  }

  @Test
  void whatIsMissingIsSaidWithItsRemedy() throws Exception {
    assumeLibrary(Kind.CPU);
    environment.put("LC_ALL", "C");
    nvidiaSmi("echo 'Failed to initialize NVML'; exit 9");
    Path json = folder.resolve("doctor.json");

    CommandLineRun run = doctor("--device", "cuda", "--json", json);

    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    for (String thing : new String[] {"locale", "gpus", "device"}) {
      assertThatIs(run, thing, "missing");
    }
    assertThat(run.output())
        .contains(
            "LC_ALL=C.UTF-8", "Failed to initialize NVML", "install NVIDIA's driver", "-Pgpu");
    JsonNode summary = new ObjectMapper().readTree(Files.readAllBytes(json));
    assertThat(summary.path("exit_code").intValue()).isEqualTo(3);
    assertThat(summary.path("outcome").textValue()).isEqualTo("environment");
    assertThat(summary.path("counts").path("missing").intValue()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aGpuThatTheLibraryCannotUseIsPointedOut() throws Exception {
    assumeLibrary(Kind.CPU);
    nvidiaSmi("echo '0, Example GPU, 81559 MiB, 560.1'");

    CommandLineRun run = doctor();

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output()).contains("0, Example GPU, 81559 MiB, 560.1").contains("-Pgpu");
    assertThatIs(run, "gpus", "ok");
    assertThatIs(run, "device", "warning");
  }

  @Test
  void twoLibrariesOfOnnxRuntimeAndNoTemporaryFolder() throws Exception {
    Path second = folder.resolve("onnxruntime_gpu-9.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(second))) {
      jar.putNextEntry(new ZipEntry("ai/onnxruntime/OrtEnvironment.class"));
    }
    classPath += File.pathSeparator + second;
    javaOptions.add("-Djava.io.tmpdir=" + folder.resolve("nowhere"));

    CommandLineRun run = doctor();

    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThatIs(run, "temporary folder", "missing");
    assertThatIs(run, "onnxruntime", "missing");
    assertThatIs(run, "device", "missing");
    assertThat(run.output()).contains("and onnxruntime_gpu-9.jar on the class path");
  }

  @Test
  void storagesAreTriedAndLeftAsTheyWere() throws Exception {
    Path there = Files.createDirectory(folder.resolve("my pictures"));
    Path absent = folder.resolve("absent/dataset");
    Path file = Files.createFile(folder.resolve("a file"));

    CommandLineRun run =
        CommandLineRun.of(
            "doctor",
            "--device",
            "cpu",
            "--storage",
            there,
            "--storage",
            absent.toUri(),
            "--storage",
            file);

    assertThat(run.output())
        .contains("ok       " + there + ": listed, written, read and deleted from")
        .contains("ok       " + absent.toUri() + ": not there yet, can be made")
        .contains("missing  " + file + " cannot be listed")
        .contains("is a file, expected a folder");
    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(there).isEmptyDirectory();
    assertThat(absent.getParent()).doesNotExist();
    assertThat(file).isEmptyFile();
  }

  @Test
  void aStorageThatCannotBeReachedIsMissingAndNoCredentialIsTold() throws Exception {
    environment.put("AWS_ACCESS_KEY_ID", "key-" + SECRET);
    environment.put("AWS_SECRET_ACCESS_KEY", SECRET);
    // Nothing listens at the port for discarding.
    javaOptions.add("-Dspark.hadoop.fs.s3a.endpoint=http://127.0.0.1:9");
    javaOptions.add("-Dspark.hadoop.fs.s3a.path.style.access=true");

    CommandLineRun run = doctor("--storage", "s3a://bucket/x");

    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(run.output())
        .contains("s3a://bucket/x cannot be listed", "Connection refused", "fs.s3a.endpoint");
    assertThat(run.output() + run.error()).doesNotContain(SECRET);
  }

  @Test
  void keysInAnAddressAreRefusedBeforeHadoopLogsThem() throws Exception {
    CommandLineRun run = doctor("--storage", "s3a://me:" + SECRET + "@bucket/y");

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("bucket/y", "AWS_SECRET_ACCESS_KEY");
    assertThat(run.output() + run.error()).doesNotContain(SECRET);
  }

  @Test
  void anUnknownDeviceIsAWrongOption() {
    CommandLineRun run = CommandLineRun.of("doctor", "--device", "gpu");

    assertThat(run.status()).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(run.error()).contains("--device", "cuda:N", "found gpu");
  }
}
