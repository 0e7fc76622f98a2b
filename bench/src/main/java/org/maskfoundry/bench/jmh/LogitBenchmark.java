package org.maskfoundry.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.maskfoundry.bench.BenchmarkImage;
import org.maskfoundry.bench.Blob;
import org.maskfoundry.bench.BlobLogits;
import org.maskfoundry.bench.PlainUpsampling;
import org.maskfoundry.mask.LogitUpsampler;
import org.maskfoundry.mask.RleMask;
import org.maskfoundry.mask.UpsampledLogits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From low-resolution logits to stability and runs: by cells, and over arrays of full size. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LogitBenchmark {

  private static final float OFFSET = 1;

  private final LogitUpsampler cells =
      new LogitUpsampler(
          BlobLogits.MASK_SIZE,
          BlobLogits.MODEL_SIZE,
          BlobLogits.resized(BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH),
          BlobLogits.resized(BenchmarkImage.WIDTH, BenchmarkImage.WIDTH),
          BenchmarkImage.HEIGHT,
          BenchmarkImage.WIDTH);
  private final PlainUpsampling plain =
      new PlainUpsampling(BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH);
  private float[] logits;
  private int runs;

  /** Makes the logits of a blob. */
  @Setup
  public void prepare() {
    Blob blob = BenchmarkImage.blobs().get(0);
    logits = BlobLogits.of(blob, BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH);
    runs = cells.upsample(logits).mask(0).runs().length;
  }

  /** Stability alone, by cells: what every candidate costs. */
  @Benchmark
  public double stabilityByCells() {
    return cells.upsample(logits).stability(0, OFFSET);
  }

  /** Stability and runs, by cells: what a candidate that stays costs. */
  @Benchmark
  public RleMask maskByCells(RunCount count) {
    count.runs += runs;
    UpsampledLogits upsampled = cells.upsample(logits);
    return upsampled.stability(0, OFFSET) < 0 ? null : upsampled.mask(0);
  }

  /** Stability alone, over the full-size array. */
  @Benchmark
  public double stabilityOverArrays() {
    return stability(plain.upsample(logits));
  }

  /** Stability and runs, over the full-size array. */
  @Benchmark
  public RleMask maskOverArrays(RunCount count) {
    count.runs += runs;
    float[] upsampled = plain.upsample(logits);
    return stability(upsampled) < 0 ? null : plain.mask(upsampled, 0);
  }

  private static double stability(float[] upsampled) {
    return (double) PlainUpsampling.area(upsampled, OFFSET)
        / PlainUpsampling.area(upsampled, -OFFSET);
  }
}
