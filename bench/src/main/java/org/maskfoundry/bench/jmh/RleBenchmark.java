package org.maskfoundry.bench.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.maskfoundry.bench.BenchmarkImage;
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

/** Runs to bitmaps and COCO strings and back, and two masks with each other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RleBenchmark {

  private List<RleMask> masks;
  private List<byte[]> bitmaps;
  private List<String> strings;
  private int[] runs;
  private int at;

  /** Makes the masks. */
  @Setup
  public void prepare() {
    masks = BenchmarkImage.masks();
    bitmaps = masks.stream().map(RleMask::toBitmap).toList();
    strings = masks.stream().map(RleMask::toCocoString).toList();
    runs = masks.stream().mapToInt(mask -> mask.runs().length).toArray();
  }

  /** A bitmap's runs. */
  @Benchmark
  public RleMask encode(RunCount count) {
    int index = next(count);
    return RleMask.ofBitmap(BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH, bitmaps.get(index));
  }

  /** The bitmap of runs. */
  @Benchmark
  public byte[] decode(RunCount count) {
    return masks.get(next(count)).toBitmap();
  }

  /** The COCO string of runs. */
  @Benchmark
  public String stringEncode(RunCount count) {
    return masks.get(next(count)).toCocoString();
  }

  /** The runs of a COCO string. */
  @Benchmark
  public RleMask stringDecode(RunCount count) {
    int index = next(count);
    return RleMask.ofCocoString(BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH, strings.get(index));
  }

  /** The union of two masks. */
  @Benchmark
  public RleMask union(RunCount count) {
    RleMask first = masks.get(next(count));
    return first.union(masks.get(next(count)));
  }

  /** The IoU of two masks. */
  @Benchmark
  public double iou(RunCount count) {
    RleMask first = masks.get(next(count));
    return first.iou(masks.get(next(count)));
  }

  private int next(RunCount count) {
    at = at + 1 == masks.size() ? 0 : at + 1;
    count.runs += runs[at];
    return at;
  }
}
