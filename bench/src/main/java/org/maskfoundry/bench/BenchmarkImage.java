package org.maskfoundry.bench;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.maskfoundry.mask.RleMask;

/** The image that measurements think of, and the shapes in it: the same ones every time. */
public final class BenchmarkImage {

  /** Rows. */
  public static final int HEIGHT = 1500;

  /** Columns. */
  public static final int WIDTH = 2250;

  private static final int BLOBS = 20;
  private static final long SEED = 20;

  private BenchmarkImage() {}

  /** Twenty blobs that all cover the middle of the image, so that any two overlap. */
  public static List<Blob> blobs() {
    Random random = new Random(SEED);
    return Stream.generate(() -> Blob.random(random, HEIGHT, WIDTH)).limit(BLOBS).toList();
  }

  /** The blobs' masks, of a few thousand runs each. */
  public static List<RleMask> masks() {
    return blobs().stream().map(blob -> blob.mask(HEIGHT, WIDTH)).toList();
  }
}
