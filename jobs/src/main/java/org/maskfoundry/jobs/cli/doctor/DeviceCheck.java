package org.maskfoundry.jobs.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.CudaLibraries;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.OnnxRuntimeLibrary;
import org.maskfoundry.model.Precision;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

/**
 * GPUs, what they need, and the device that models would run on, tried with the embedded model.
 *
 * @param device what models are to run on
 */
record DeviceCheck(Device device) implements Check {

  private static final int SIDE = 64;

  @Override
  public List<Finding> findings() {
    NvidiaSmi driver = NvidiaSmi.run();
    boolean gpus = !driver.gpus().isEmpty();
    List<Finding> findings = new ArrayList<>();
    findings.add(gpus(driver));
    if (device.isGpu() || gpus) {
      findings.add(libraries());
    }
    findings.add(trial(gpus));
    return findings;
  }

  private Finding gpus(NvidiaSmi driver) {
    if (!driver.gpus().isEmpty()) {
      return Finding.ok("gpus", String.join("; ", driver.gpus()));
    }
    return device.isGpu()
        ? Finding.missing("gpus", driver.problem(), "install NVIDIA's driver, or take device=cpu")
        : Finding.ok("gpus", "none is needed; " + driver.problem());
  }

  private Finding libraries() {
    List<String> missing = CudaLibraries.missing(device.kind());
    if (missing.isEmpty()) {
      return Finding.ok("cuda libraries", "all there");
    }
    String found = "not on the library path: " + String.join(", ", missing);
    String remedy =
        "install CUDA 12 (12.8 or newer) and cuDNN 9 (for device=tensorrt TensorRT 10 as well), or name their folders in LD_LIBRARY_PATH";
    return device.isGpu()
        ? Finding.missing("cuda libraries", found, remedy)
        : Finding.warning("cuda libraries", found, remedy);
  }

  private Finding trial(boolean gpus) {
    try {
      String used = tried();
      return gpus && device.kind() == Device.Kind.AUTO && used.startsWith("cpu")
          ? Finding.warning("device", used + " answers, the GPU is not used", remedyForUnusedGpu())
          : Finding.ok("device", used + " answers, with the embedded model");
    } catch (ModelException refused) {
      return Finding.missing("device", device + " cannot be used", refused.getMessage());
    } catch (RuntimeException | LinkageError failure) {
      return Finding.missing(
          "device",
          "%s cannot be used: %s".formatted(device, LibraryCheck.cause(failure)),
          "see what is missing above");
    }
  }

  /** Loads the embedded model, asks it one point, and says where it ran. */
  private String tried() {
    RgbImage grey = new RgbImage(SIDE, SIDE, new byte[SIDE * SIDE * 3]);
    Prompt point = Prompt.ofPoints(PointPrompt.foreground(SIDE / 2.0, SIDE / 2.0));
    try (Segmenter segmenter =
            Bundle.embedded().load(new DeviceSettings(device, Precision.FP32, Optional.of(1)));
        ImageEmbedding embedding = segmenter.encode(grey)) {
      segmenter.decode(embedding, List.of(point), MaskAnswer.MULTIPLE);
      return segmenter.description().device();
    }
  }

  private static String remedyForUnusedGpu() {
    return OnnxRuntimeLibrary.onClassPath().kind() == OnnxRuntimeLibrary.Kind.CPU
        ? "build for GPUs (echo -Pgpu > .mvn/maven.config); --device cuda says what else is missing"
        : "--device cuda says what is missing";
  }
}
