package org.maskfoundry.jobs.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What NVIDIA's driver says of its GPUs.
 *
 * @param gpus number, name, memory and driver of each
 * @param problem why there are none, empty where there are
 */
record NvidiaSmi(List<String> gpus, String problem) {

  private static final List<String> COMMAND =
      List.of(
          "nvidia-smi",
          "--query-gpu=index,name,memory.total,driver_version",
          "--format=csv,noheader");

  private static final int SECONDS = 20;

  /** Asks the driver; a driver that hangs is given up. */
  static NvidiaSmi run() {
    try {
      Process process = new ProcessBuilder(COMMAND).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return none("nvidia-smi gave no answer in %d seconds".formatted(SECONDS));
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0 && !output.isEmpty()
          ? new NvidiaSmi(output.lines().map(String::strip).toList(), "")
          : none("nvidia-smi: " + (output.isEmpty() ? "no GPU" : output.lines().findFirst().get()));
    } catch (IOException notThere) {
      return none("no nvidia-smi on the PATH");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return none("nvidia-smi was interrupted");
    }
  }

  private static NvidiaSmi none(String problem) {
    return new NvidiaSmi(List.of(), problem);
  }
}
