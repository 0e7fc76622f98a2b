package org.maskfoundry.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.maskfoundry.bench.BenchmarkImage;
import org.maskfoundry.mask.MaskBox;
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

/**
 * Suppression by box, of as many boxes as a grid of points leaves. It lies in this package because
 * what it measures is seen nowhere else.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BoxNmsBenchmark {

  private static final int BOXES = 1000;
  private static final double THRESHOLD = 0.7;

  private final List<MaskBox> boxes = new ArrayList<>();
  private double[] scores;

  /** Makes boxes of all sizes, some of them several times with other edges. */
  @Setup
  public void prepare() {
    Random random = new Random(BOXES);
    for (int i = 0; i < BOXES; i++) {
      MaskBox box = i % 3 == 0 ? anywhere(random) : beside(random, boxes.get(i - 1));
      boxes.add(box);
    }
    scores = random.doubles(BOXES).toArray();
  }

  /** The boxes that stay. */
  @Benchmark
  public List<Integer> keep() {
    return BoxNms.keep(boxes, scores, THRESHOLD);
  }

  private static MaskBox anywhere(Random random) {
    int left = random.nextInt(BenchmarkImage.WIDTH - 1);
    int top = random.nextInt(BenchmarkImage.HEIGHT - 1);
    return new MaskBox(
        left,
        top,
        left + random.nextInt(BenchmarkImage.WIDTH - left),
        top + random.nextInt(BenchmarkImage.HEIGHT - top));
  }

  private static MaskBox beside(Random random, MaskBox box) {
    return new MaskBox(
        box.left(), box.top(), box.right() + random.nextInt(40), box.bottom() + random.nextInt(40));
  }
}
