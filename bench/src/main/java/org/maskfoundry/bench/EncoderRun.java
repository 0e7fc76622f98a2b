package org.maskfoundry.bench;

import ai.onnxruntime.OrtException;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.graph.SamArchitecture;

/**
 * One variant of the encoder in a process of its own, so that the peak of its memory is its own:
 * started by {@link EncoderComparison}.
 */
public final class EncoderRun {

  /** What is printed for the peak where it is not known. */
  static final String NOT_MEASURED = "-1";

  private static final int SIDE = 1024;
  private static final int SEED = 3;

  private EncoderRun() {}

  /**
   * Encodes a few images and prints the peak of the memory above what was resident before the first
   * (bytes, {@link #NOT_MEASURED} where it is not known), then the nanoseconds of each encode but
   * the first.
   *
   * @param arguments the variant, the checkpoint, the number of threads, the number of encodes
   *     after the first and the file that the embedding is written to
   */
  public static void main(String[] arguments) throws IOException, OrtException {
    EncoderVariant variant = EncoderVariant.valueOf(arguments[0]);
    Checkpoint checkpoint = Checkpoint.open(Path.of(arguments[1]));
    SamArchitecture sam =
        SamArchitecture.of(checkpoint, RandomSam.Size.VIT_B.stated(), arguments[1]);
    PrintStream out = System.out;
    try (GraphRun encoder =
        new GraphRun(variant.graph(sam, checkpoint), Integer.parseInt(arguments[2]))) {
      encoder.input("input_image", planes(), 1, 3, SIDE, SIDE);
      Optional<Long> before = ProcessMemory.resident();
      write(Path.of(arguments[4]), encoder.floats("image_embeddings"));
      long[] nanos = new long[Integer.parseInt(arguments[3])];
      for (int encode = 0; encode < nanos.length; encode++) {
        long begin = System.nanoTime();
        encoder.run();
        nanos[encode] = System.nanoTime() - begin;
      }
      Optional<Long> peak = ProcessMemory.peak();
      out.println(
          peak.isPresent() ? Long.toString(peak.get() - before.orElseThrow()) : NOT_MEASURED);
      for (long time : nanos) {
        out.println(time);
      }
    }
  }

  /** The planes of an image, {@code [3, 1024, 1024]}: the same ones every time. */
  static float[] planes() {
    Random random = new Random(SEED);
    float[] planes = new float[3 * SIDE * SIDE];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (float) random.nextGaussian();
    }
    return planes;
  }

  private static void write(Path file, float[] numbers) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (float number : numbers) {
        out.writeFloat(number);
      }
    }
  }
}
