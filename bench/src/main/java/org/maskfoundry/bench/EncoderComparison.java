package org.maskfoundry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an image costs: the encoder of ViT-B's size with random weights, its attention folded beside
 * the attention of the public code. Each runs in processes of its own, which take turns. Started
 * with the number of threads, 1 unless told, it prints a table.
 */
public final class EncoderComparison {

  private static final int ROUNDS = 3;
  private static final int ENCODES = 2;
  private static final double MEGABYTE = 1e6;

  private final Timings nanos = new Timings();
  private final Timings peaks = new Timings();
  private final Map<EncoderVariant, float[]> embeddings = new EnumMap<>(EncoderVariant.class);
  private final Path folder;
  private final PrintStream out;

  private EncoderComparison(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  /** Measures and prints; the only argument is the number of threads. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String threads = arguments.length == 0 ? "1" : arguments[0];
    Path folder = Files.createTempDirectory("encoder-comparison");
    Path checkpoint = folder.resolve("random.safetensors");
    try {
      RandomSam.write(checkpoint, RandomSam.Size.VIT_B);
      new EncoderComparison(folder, System.out).run(checkpoint, threads);
    } finally {
      Files.deleteIfExists(checkpoint);
      for (EncoderVariant variant : EncoderVariant.values()) {
        Files.deleteIfExists(folder.resolve(variant.name()));
      }
      Files.delete(folder);
    }
  }

  private void run(Path checkpoint, String threads) throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      for (EncoderVariant variant : EncoderVariant.values()) {
        measure(variant, checkpoint, threads);
      }
    }
    print();
  }

  private void measure(EncoderVariant variant, Path checkpoint, String threads)
      throws IOException, InterruptedException {
    Path embedding = folder.resolve(variant.name());
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            EncoderRun.class.getName(),
            variant.name(),
            checkpoint.toString(),
            threads,
            Integer.toString(ENCODES),
            embedding.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    if (process.waitFor() != 0) {
      throw new IOException("%s failed".formatted(command));
    }
    if (!lines.get(0).equals(EncoderRun.NOT_MEASURED)) {
      peaks.add(variant.name(), Double.parseDouble(lines.get(0)));
    }
    lines.stream().skip(1).forEach(line -> nanos.add(variant.name(), Double.parseDouble(line)));
    embeddings.put(variant, floats(embedding));
  }

  private static float[] floats(Path file) throws IOException {
    FloatBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(file)).asFloatBuffer();
    float[] array = new float[numbers.remaining()];
    numbers.get(array);
    return array;
  }

  private void print() {
    String plain = EncoderVariant.BIASED.name();
    out.printf(
        "%-28s %8s %8s %16s %8s%n", "encoder, ViT-B's size", "ms", "ratio", "peak MB", "ratio");
    for (EncoderVariant variant : EncoderVariant.values()) {
      double own = nanos.median(variant.name()).orElseThrow();
      OptionalDouble peak = peaks.median(variant.name());
      out.printf(
          "%-28s %8.0f %8.2f %16s %8s%n",
          variant.label(),
          own / 1e6,
          nanos.median(plain).orElseThrow() / own,
          peak.isPresent() ? "%.0f".formatted(peak.getAsDouble() / MEGABYTE) : "not measured",
          peak.isPresent()
              ? "%.2f".formatted(peaks.median(plain).orElseThrow() / peak.getAsDouble())
              : "");
    }
    float[] biased = embeddings.get(EncoderVariant.BIASED);
    out.printf(
        "peak: resident memory above what the loaded model has; largest difference of the embeddings: %.1e of %.2f%n",
        FloatDifference.largest(biased, embeddings.get(EncoderVariant.FOLDED)),
        FloatDifference.largest(biased, new float[biased.length]));
  }
}
