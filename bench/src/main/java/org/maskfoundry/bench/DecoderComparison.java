package org.maskfoundry.bench;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.graph.FloatFormat;
import org.maskfoundry.model.graph.PublicMaskDecoder;
import org.maskfoundry.model.graph.SamArchitecture;
import org.maskfoundry.model.graph.SamGraphs;

/**
 * What a prompt costs: the decoder in two graphs, with all, a tenth and none of the masks wanted,
 * beside the same decoder in one graph, and laid out as the public code does it. All take turns, so
 * that a noisy machine is noisy for all of them. Started with the number of threads, 1 unless told,
 * it prints a table.
 */
public final class DecoderComparison {

  private static final int ROUNDS = 7;
  private static final int BATCH = 16;
  private static final double TENTH = 0.1;
  private static final String PLAIN = "one graph, a prompt at a time";
  private static final String PUBLIC = "the public layout, the same";

  private final Timings timings = new Timings();
  private final PrintStream out;

  private DecoderComparison(PrintStream out) {
    this.out = out;
  }

  /** A variant of the decoder; a run is {@link #BATCH} prompts. */
  private interface Variant {
    void run() throws OrtException;
  }

  /** Measures and prints; the only argument is the number of threads. */
  public static void main(String[] arguments) throws IOException, OrtException {
    int threads = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
    Path file = Files.createTempFile("decoder-comparison", ".safetensors");
    try {
      Checkpoint checkpoint = RandomSam.write(file, RandomSam.Size.VIT_B);
      SamArchitecture sam = SamArchitecture.of(checkpoint, RandomSam.Size.VIT_B.stated(), "random");
      new DecoderComparison(System.out).run(sam, checkpoint, threads);
    } finally {
      Files.delete(file);
    }
  }

  private void run(SamArchitecture sam, Checkpoint checkpoint, int threads)
      throws IOException, OrtException {
    FloatFormat single = FloatFormat.SINGLE;
    try (GraphRun one = new GraphRun(SamGraphs.maskDecoder(sam, checkpoint, single), threads);
        GraphRun laidOut = new GraphRun(PublicMaskDecoder.of(sam, checkpoint), threads);
        GraphRun batch = new GraphRun(SamGraphs.maskDecoder(sam, checkpoint, single), threads);
        GraphRun image = new GraphRun(SamGraphs.decoderImageSide(sam, checkpoint), threads);
        GraphRun prompts = new GraphRun(SamGraphs.decoderPromptSide(sam, checkpoint), threads)) {
      PromptInputs.points(PromptInputs.embedding(one), 1);
      PromptInputs.points(PromptInputs.embedding(laidOut), 1);
      PromptInputs.points(PromptInputs.embedding(batch), BATCH);
      prompts.outputsOf(PromptInputs.embedding(image));
      DecoderRun decoder = new DecoderRun(prompts, BATCH);
      float tenth = decoder.threshold(TENTH);
      Map<String, Variant> variants = new LinkedHashMap<>();
      variants.put(PLAIN, () -> one.run(BATCH));
      variants.put(PUBLIC, () -> laidOut.run(BATCH));
      variants.put("one graph, 16 prompts at a time", batch::run);
      variants.put("two graphs, all masks kept", () -> decoder.keepOver(DecoderRun.ALL).run());
      variants.put("two graphs, 10 % kept", () -> decoder.keepOver(tenth).run());
      variants.put("two graphs, none kept", () -> decoder.keepOver(DecoderRun.NONE).run());
      variants.put("image side, once an image", () -> image.run(BATCH));
      measure(variants);
      print(variants.keySet());
    }
  }

  private void measure(Map<String, Variant> variants) throws OrtException {
    for (Variant variant : variants.values()) {
      variant.run();
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Variant> variant : variants.entrySet()) {
        long begin = System.nanoTime();
        variant.getValue().run();
        timings.add(variant.getKey(), (System.nanoTime() - begin) / (double) BATCH);
      }
    }
  }

  private void print(Iterable<String> variants) {
    double plain = timings.median(PLAIN).orElseThrow();
    out.printf("%-32s %10s %8s%n", "decoder, ViT-B's size", "ms/prompt", "ratio");
    for (String variant : variants) {
      double own = timings.median(variant).orElseThrow();
      out.printf("%-32s %10.2f %8.2f%n", variant, own / 1e6, plain / own);
    }
  }
}
