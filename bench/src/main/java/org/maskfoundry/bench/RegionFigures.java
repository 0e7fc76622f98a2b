package org.maskfoundry.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.maskfoundry.mask.LogitUpsampler;
import org.maskfoundry.mask.RleMask;

/**
 * What components and clean-up cost for a run of a mask as a model draws it, of one with a ragged
 * border, and of one that is full of specks. Prints a table; takes no arguments.
 */
public final class RegionFigures {

  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 5;
  private static final long LEAST_MILLIS = 200;
  private static final int MIN_AREA = 100;
  private static final int SPECKS_PER_THOUSAND = 5;

  private RegionFigures() {}

  /** Measures and prints. */
  public static void main(String[] arguments) {
    Map<String, RleMask> masks =
        new TreeMap<>(
            Map.of(
                "blob", drawn(LogitShape.BLOB),
                "ragged", drawn(LogitShape.RAGGED),
                "specks", specked(BenchmarkImage.masks().get(0))));
    Timings timings = new Timings();
    for (int round = 0; round < WARM_UPS; round++) {
      masks.forEach((name, mask) -> measure(name, mask, new Timings()));
    }
    for (int round = 0; round < ROUNDS; round++) {
      masks.forEach((name, mask) -> measure(name, mask, timings));
    }
    print(masks, timings, System.out);
  }

  private static void measure(String name, RleMask mask, Timings timings) {
    Stopwatch stopwatch = new Stopwatch(LEAST_MILLIS);
    for (RleOperation operation : operations(name, mask)) {
      timings.add(operation.name(), stopwatch.measure(operation));
    }
  }

  private static List<RleOperation> operations(String name, RleMask mask) {
    int runs = mask.runs().length;
    return List.of(
        new RleOperation(name + " components", 1, runs, index -> mask.components()),
        new RleOperation(name + " mended", 1, runs, index -> mask.withoutSmallRegions(MIN_AREA)));
  }

  private static void print(Map<String, RleMask> masks, Timings timings, PrintStream out) {
    out.printf(
        "%-8s %8s %8s %20s %16s%n", "mask", "runs", "parts", "components ns/run", "mended ns/run");
    masks.forEach(
        (name, mask) ->
            out.printf(
                "%-8s %8d %8d %20.1f %16.1f%n",
                name,
                mask.runs().length,
                mask.components().size(),
                timings.median(name + " components").orElseThrow(),
                timings.median(name + " mended").orElseThrow()));
  }

  private static RleMask drawn(LogitShape shape) {
    int height = BenchmarkImage.HEIGHT;
    int width = BenchmarkImage.WIDTH;
    return new LogitUpsampler(
            BlobLogits.MASK_SIZE,
            BlobLogits.MODEL_SIZE,
            BlobLogits.resized(height, width),
            BlobLogits.resized(width, width),
            height,
            width)
        .upsample(shape.logits(height, width))
        .mask(0);
  }

  /** The mask with pixels here and there that lie on the other side. */
  private static RleMask specked(RleMask mask) {
    Random random = new Random(1);
    byte[] bitmap = mask.toBitmap();
    for (int pixel = 0; pixel < bitmap.length; pixel++) {
      bitmap[pixel] ^= (byte) (random.nextInt(1000) < SPECKS_PER_THOUSAND ? 1 : 0);
    }
    return RleMask.ofBitmap(mask.height(), mask.width(), bitmap);
  }
}
