package org.maskfoundry.bench.jmh;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.maskfoundry.bench.BenchmarkImage;
import org.maskfoundry.mask.MendedMask;
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

/** Components of a mask and its clean-up, where islands and holes lie about. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RegionBenchmark {

  private static final int SPECKS = 300;
  private static final int SPECK_SIDE = 8;
  private static final int MIN_AREA = 100;

  private RleMask mask;
  private int runs;

  /** Makes the mask: a blob with islands and holes of less than 100 pixels. */
  @Setup
  public void prepare() {
    RleMask blob = BenchmarkImage.masks().get(0);
    RleMask specks = specks();
    mask = blob.union(specks).difference(blob.intersection(specks));
    runs = mask.runs().length;
  }

  /** The 8-connected components. */
  @Benchmark
  public List<RleMask> components(RunCount count) {
    count.runs += runs;
    return mask.components();
  }

  /** Holes filled, islands removed. */
  @Benchmark
  public MendedMask smallRegions(RunCount count) {
    count.runs += runs;
    return mask.withoutSmallRegions(MIN_AREA);
  }

  private static RleMask specks() {
    Random random = new Random(SPECKS);
    List<double[]> squares = Stream.generate(() -> square(random)).limit(SPECKS).toList();
    return PolygonRasterizer.rasterize(BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH, squares);
  }

  private static double[] square(Random random) {
    double left = random.nextInt(BenchmarkImage.WIDTH - SPECK_SIDE);
    double top = random.nextInt(BenchmarkImage.HEIGHT - SPECK_SIDE);
    double right = left + SPECK_SIDE;
    double bottom = top + SPECK_SIDE;
    return new double[] {left, top, left, bottom, right, bottom, right, top};
  }
}
