package org.maskfoundry.bench;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.graph.EncoderLayout;
import org.maskfoundry.model.graph.FloatFormat;
import org.maskfoundry.model.graph.OnnxGraph;
import org.maskfoundry.model.graph.SamArchitecture;
import org.maskfoundry.model.graph.SamGraphs;

/**
 * Where the time of a graph goes, operator by operator, as ONNX Runtime's profiler has it. On a GPU
 * its times are those of the processor, which waits for every operator only where the environment
 * has {@code CUDA_LAUNCH_BLOCKING=1}.
 */
public final class GraphProfile {

  private static final int RUNS = 5;
  private static final int LINES = 30;
  private static final int PROMPTS = 64;
  private static final double SHARE = 0.1;

  private final PrintStream out = System.out;
  private final Device device;
  private final FloatFormat format;

  private GraphProfile(Device device, FloatFormat format) {
    this.device = device;
    this.format = format;
  }

  /**
   * Profiles encoder and decoder of ViT-B's size, one image and 64 prompts.
   *
   * @param arguments the device and the number format, {@code HALF} or {@code SINGLE}
   */
  public static void main(String[] arguments) throws IOException, OrtException {
    Path file = Files.createTempFile("graph-profile", ".safetensors");
    try {
      Checkpoint checkpoint = RandomSam.write(file, RandomSam.Size.VIT_B);
      SamArchitecture sam = SamArchitecture.of(checkpoint, RandomSam.Size.VIT_B.stated(), "random");
      new GraphProfile(
              OnnxRuntime.resolve(Device.parse(arguments[0])), FloatFormat.valueOf(arguments[1]))
          .run(sam, checkpoint);
    } finally {
      Files.delete(file);
    }
  }

  private void run(SamArchitecture sam, Checkpoint checkpoint) throws IOException, OrtException {
    OnnxGraph encoding = SamGraphs.imageEncoder(sam, checkpoint, format, EncoderLayout.GPU);
    try (GraphRun encoder = new GraphRun(encoding, device, 1, folder())) {
      encoder.input("input_image", EncoderRun.planes(), 1, 3, 1024, 1024);
      encoder.run(1 + RUNS);
      print("encoder, an image", encoder.endProfiling());
    }
    OnnxGraph decoding = SamGraphs.filteringDecoder(sam, checkpoint, format);
    try (GraphRun both = new GraphRun(decoding, device, 1, folder())) {
      DecoderRun decoder = new DecoderRun(PromptInputs.embedding(both), PROMPTS);
      float threshold = decoder.threshold(SHARE);
      both.run(1 + RUNS);
      decoder.keepOver(threshold);
      both.run(1 + RUNS);
      print("decoder, 64 prompts, none and 10 % kept", both.endProfiling());
    }
  }

  private static Path folder() throws IOException {
    return Files.createTempDirectory("graph-profile");
  }

  /** Milliseconds by operator and shape; the first run, which warms up, does not count. */
  private void print(String name, Path profile) throws IOException {
    Map<String, double[]> byOperator = new HashMap<>();
    int runs = 0;
    for (JsonNode event : new ObjectMapper().readTree(profile.toFile())) {
      String kind = event.path("cat").asText();
      runs += event.path("name").asText().equals("model_run") ? 1 : 0;
      JsonNode about = event.path("args");
      if (runs > 0 && kind.equals("Node") && event.path("name").asText().endsWith("_kernel_time")) {
        String key =
            "%s %s %s"
                .formatted(
                    about.path("op_name").asText(),
                    about.path("provider").asText().replace("ExecutionProvider", ""),
                    about.path("output_type_shape"));
        double[] sums = byOperator.computeIfAbsent(key, any -> new double[2]);
        sums[0] += event.path("dur").asDouble() / 1e3;
        sums[1]++;
      }
    }
    runs--;
    double all = byOperator.values().stream().mapToDouble(sums -> sums[0]).sum();
    out.printf(
        "%s: %d runs, %.2f ms a run in %d operators%n",
        name,
        runs,
        all / runs,
        byOperator.values().stream().mapToLong(sums -> (long) sums[1]).sum() / runs);
    final int count = runs;
    byOperator.entrySet().stream()
        .sorted(Comparator.comparingDouble(entry -> -entry.getValue()[0]))
        .limit(LINES)
        .forEach(
            entry ->
                out.printf(
                    "%8.3f ms %5.1f times  %s%n",
                    entry.getValue()[0] / count, entry.getValue()[1] / count, entry.getKey()));
  }
}
