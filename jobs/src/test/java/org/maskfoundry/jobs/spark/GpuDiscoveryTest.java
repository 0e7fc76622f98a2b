package org.maskfoundry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The discovery script with an nvidia-smi that answers what the test says. */
class GpuDiscoveryTest {

  private static final Path SCRIPT = Path.of("..", "deploy", "gpu", "discover-gpus.sh");

  @TempDir Path folder;
  private Path bin;

  /**
   * How the script ended.
   *
   * @param status the exit status
   * @param output the standard output
   * @param error the standard error
   */
  private record Discovery(int status, String output, String error) {

    String[] addresses() {
      ResourceInformation gpus = ResourceInformation.parseJson(output);
      assertThat(gpus.name()).isEqualTo("gpu");
      return gpus.addresses();
    }
  }

  /** A folder of commands that has no nvidia-smi, whatever the machine has. */
  @BeforeEach
  void collectCommands() throws IOException {
    bin = Files.createDirectory(folder.resolve("bin"));
    for (String command : new String[] {"bash", "awk", "tr", "hostname"}) {
      Path place = Path.of("/usr/bin", command);
      String path = Files.exists(place) ? place.toString() : "/bin/" + command;
      command(command, "exec " + path + " \"$@\"");
    }
  }

  private void command(String name, String script) throws IOException {
    Path command = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void nvidiaSmi(String script) throws IOException {
    command("nvidia-smi", script);
  }

  private Discovery discover(Map<String, String> environment) throws Exception {
    Path error = folder.resolve("error.txt");
    ProcessBuilder builder = new ProcessBuilder(SCRIPT.toAbsolutePath().toString());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectError(error.toFile()).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Discovery(process.waitFor(), output, Files.readString(error));
  }

  @Test
  void everyGpuIsAnAddress() throws Exception {
    nvidiaSmi("[ \"$*\" = '--query-gpu=index --format=csv,noheader' ] && printf '0\\n1\\n7\\n'");

    Discovery found = discover(Map.of());

    assertThat(found.output()).isEqualTo("{\"name\":\"gpu\",\"addresses\":[\"0\",\"1\",\"7\"]}");
    assertThat(found.addresses()).containsExactly("0", "1", "7");
    assertThat(found.status()).isZero();
  }

  @Test
  void visibleGpusAreNumberedAsCudaDoes() throws Exception {
    nvidiaSmi("printf '0\\n1\\n2\\n3\\n'");

    assertThat(discover(Map.of("CUDA_VISIBLE_DEVICES", "2,3")).addresses())
        .containsExactly("0", "1");
  }

  @Test
  void withoutADriverItSaysWhatToInstall() throws Exception {
    Discovery none = discover(Map.of());

    assertThat(none.status()).isNotZero();
    assertThat(none.output()).isEmpty();
    assertThat(none.error()).contains("no nvidia-smi", "install the NVIDIA driver");
  }

  @Test
  void whatTheDriverComplainsOfIsPassedOn() throws Exception {
    nvidiaSmi("echo 'Driver/library version mismatch'; exit 18");

    Discovery broken = discover(Map.of());

    assertThat(broken.status()).isNotZero();
    assertThat(broken.output()).isEmpty();
    assertThat(broken.error()).contains("Driver/library version mismatch");
  }

  @Test
  void noGpuIsAnError() throws Exception {
    nvidiaSmi("true");

    Discovery none = discover(Map.of());

    assertThat(none.status()).isNotZero();
    assertThat(none.error()).contains("lists no GPU");
  }
}
