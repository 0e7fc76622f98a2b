package org.maskfoundry.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.maskfoundry.mask.LogitUpsampler;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.mask.UpsampledLogits;

/**
 * What a mask costs from its low-resolution logits on: by cells, step by step, beside the same over
 * arrays of full size. All take turns, so that a noisy machine is noisy for all of them, and both
 * ways have to come to the same mask and areas. Prints a table; takes no arguments.
 */
public final class LogitComparison {

  private static final int[][] SIZES = {{534, 800}, {1500, 2250}, {4000, 6000}};
  private static final int ROUNDS = 7;
  private static final int ARRAY_ROUNDS = 3;
  private static final int WARM_UPS = 3;
  private static final long LEAST_NANOS = 30_000_000;
  private static final float OFFSET = 1;

  /** Pixels on whose logit the two ways may disagree, by rounding, as a share of all. */
  private static final double ROUNDING = 1e-4;

  private static final String BOUNDS = "bounds";
  private static final String STABILITY = "stability";
  private static final String MASK = "mask";
  private static final String STRING = "string";
  private static final String ARRAY_STABILITY = "array stability";
  private static final String ARRAY_MASK = "array mask";

  private final LogitUpsampler cells;
  private final PlainUpsampling plain;
  private final float[] logits;
  private final Timings timings = new Timings();

  // Written and never read, so that no result is useless and its computation left out.
  @SuppressWarnings("unused")
  private volatile Object last;

  private LogitComparison(LogitShape shape, int height, int width) {
    int longer = Math.max(height, width);
    this.cells =
        new LogitUpsampler(
            BlobLogits.MASK_SIZE,
            BlobLogits.MODEL_SIZE,
            BlobLogits.resized(height, longer),
            BlobLogits.resized(width, longer),
            height,
            width);
    this.plain = new PlainUpsampling(height, width);
    this.logits = shape.logits(height, width);
  }

  /** Measures and prints. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    out.printf(
        "microseconds; each step holds those before it; ratio: stability and mask, arrays to cells%n");
    out.printf(
        "%-10s %-7s %7s | %7s %9s %7s %7s | %9s %9s | %6s %6s%n",
        "size",
        "shape",
        "runs",
        BOUNDS,
        STABILITY,
        MASK,
        STRING,
        "array st.",
        ARRAY_MASK,
        "ratio",
        "differ");
    for (int round = 0; round < WARM_UPS; round++) {
      // What is compiled for one shape alone is slow for the others.
      for (LogitShape shape : LogitShape.values()) {
        new LogitComparison(shape, SIZES[0][0], SIZES[0][1]).measure(1);
      }
    }
    for (int[] size : SIZES) {
      for (LogitShape shape : LogitShape.values()) {
        LogitComparison comparison = new LogitComparison(shape, size[0], size[1]);
        comparison.measure(ROUNDS);
        String name = shape.name().toLowerCase(Locale.ROOT);
        out.printf("%-10s %-7s %s%n", size[1] + "x" + size[0], name, comparison.line());
      }
    }
  }

  private void measure(int rounds) {
    Map<String, Supplier<Object>> byCells = new LinkedHashMap<>();
    byCells.put(BOUNDS, () -> cells.upsample(logits));
    byCells.put(STABILITY, () -> cells.upsample(logits).stability(0, OFFSET));
    byCells.put(MASK, this::maskByCells);
    byCells.put(STRING, () -> maskByCells().toCocoString());
    Map<String, Supplier<Object>> overArrays = new LinkedHashMap<>();
    overArrays.put(ARRAY_STABILITY, () -> stability(plain.upsample(logits)));
    overArrays.put(ARRAY_MASK, this::maskOverArrays);
    for (int round = 0; round < rounds; round++) {
      byCells.forEach(this::add);
      if (round < ARRAY_ROUNDS) {
        overArrays.forEach(this::add);
      }
    }
  }

  private void add(String step, Supplier<Object> work) {
    long begin = System.nanoTime();
    long elapsed;
    int runs = 0;
    do {
      last = work.get();
      runs++;
      elapsed = System.nanoTime() - begin;
    } while (elapsed < LEAST_NANOS);
    timings.add(step, elapsed / (double) runs);
  }

  /** What a candidate costs that stays: stability, then runs and box. */
  private RleMask maskByCells() {
    UpsampledLogits upsampled = cells.upsample(logits);
    last = upsampled.stability(0, OFFSET);
    RleMask mask = upsampled.mask(0);
    last = mask.box();
    return mask;
  }

  private RleMask maskOverArrays() {
    float[] upsampled = plain.upsample(logits);
    last = stability(upsampled);
    RleMask mask = plain.mask(upsampled, 0);
    last = mask.box();
    return mask;
  }

  private static double stability(float[] upsampled) {
    int lower = PlainUpsampling.area(upsampled, -OFFSET);
    return lower == 0 ? 0 : (double) PlainUpsampling.area(upsampled, OFFSET) / lower;
  }

  private String line() {
    return "%7d | %7.1f %9.1f %7.1f %7.1f | %9.0f %9.0f | %6.0f %6d"
        .formatted(
            cells.upsample(logits).mask(0).runs().length,
            micros(BOUNDS),
            micros(STABILITY),
            micros(MASK),
            micros(STRING),
            micros(ARRAY_STABILITY),
            micros(ARRAY_MASK),
            micros(ARRAY_MASK) / micros(MASK),
            pixelsThatDiffer());
  }

  private double micros(String step) {
    return timings.median(step).orElseThrow() / 1000;
  }

  /** Pixels on which both ways disagree; few, and areas as near as they allow. */
  private int pixelsThatDiffer() {
    float[] upsampled = plain.upsample(logits);
    UpsampledLogits byCells = cells.upsample(logits);
    RleMask mask = byCells.mask(0);
    RleMask expected = plain.mask(upsampled, 0);
    int differ = mask.difference(expected).area() + expected.difference(mask).area();
    double allowed = ROUNDING * upsampled.length;
    for (float threshold : new float[] {-OFFSET, 0, OFFSET}) {
      long apart = byCells.area(threshold) - PlainUpsampling.area(upsampled, threshold);
      if (Math.abs(apart) > allowed || differ > allowed) {
        throw new IllegalStateException(
            "%d pixels differ, areas above %.0f by %d".formatted(differ, threshold, apart));
      }
    }
    return differ;
  }
}
