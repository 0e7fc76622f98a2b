package org.maskfoundry.bench.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.maskfoundry.bench.BenchmarkImage;
import org.maskfoundry.mask.PolygonRasterizer;
import org.maskfoundry.mask.RleMask;
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

/** Polygons to masks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PolygonBenchmark {

  private List<double[]> ring;
  private int runs;

  /** Makes the polygon. */
  @Setup
  public void prepare() {
    ring = List.of(BenchmarkImage.blobs().get(0).ring());
    runs = rasterize().runs().length;
  }

  /** The mask of a blob's ring. */
  @Benchmark
  public RleMask rasterize(RunCount count) {
    count.runs += runs;
    return rasterize();
  }

  private RleMask rasterize() {
    return PolygonRasterizer.rasterize(BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH, ring);
  }
}
