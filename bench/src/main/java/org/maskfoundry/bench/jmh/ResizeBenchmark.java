package org.maskfoundry.bench.jmh;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.maskfoundry.bench.BenchmarkImage;
import org.maskfoundry.bench.BlobLogits;
import org.maskfoundry.image.PillowBilinear;
import org.maskfoundry.image.RgbImage;
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

/** An image to the size of the model. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResizeBenchmark {

  private RgbImage image;

  /** Makes an image of noise; what is in it does not matter to the resize. */
  @Setup
  public void prepare() {
    byte[] pixels = new byte[3 * BenchmarkImage.HEIGHT * BenchmarkImage.WIDTH];
    new Random(1).nextBytes(pixels);
    image = new RgbImage(BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH, pixels);
  }

  /** The image as the model gets it. */
  @Benchmark
  public RgbImage resize() {
    return PillowBilinear.resize(
        image,
        BlobLogits.resized(BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH),
        BlobLogits.MODEL_SIZE);
  }
}
