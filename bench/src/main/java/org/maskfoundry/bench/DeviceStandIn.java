package org.maskfoundry.bench;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.maskfoundry.image.PillowBilinear;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.ModelFrame;
import org.maskfoundry.model.Segmenter;
import org.maskfoundry.model.SegmenterDescription;
import org.maskfoundry.model.WantedMasks;
import org.maskfoundry.model.dialect.DecoderAnswer;
import org.maskfoundry.prompt.Prompt;

/**
 * A model on a device that is not there: it does one thing at a time, for as long as it was told,
 * and takes none of the processor's time for it. Its answers are masks of blobs, so that what the
 * processor does with them is real.
 */
final class DeviceStandIn implements Segmenter {

  private static final int BATCH = 64;
  private static final int MASKS = 3;
  private static final int SHAPES = 24;

  private final ReentrantLock device = new ReentrantLock(true);
  private final LongAdder busyNanos = new LongAdder();
  private final long encodeNanos;
  private final long decodeNanos;
  private final float[][] shapes;
  private final float[] ious;

  /**
   * A device.
   *
   * @param encodeMillis how long it takes to encode an image
   * @param decodeMillis how long it takes to decode a batch of 64 prompts
   */
  DeviceStandIn(double encodeMillis, double decodeMillis) {
    this.encodeNanos = (long) (1e6 * encodeMillis);
    this.decodeNanos = (long) (1e6 * decodeMillis);
    Random random = new Random(BATCH);
    shapes = new float[SHAPES][];
    for (int shape = 0; shape < SHAPES; shape++) {
      Blob blob = Blob.random(random, BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH);
      shapes[shape] = BlobLogits.of(blob, BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH);
    }
    ious = new float[BATCH * MASKS];
    for (int i = 0; i < ious.length; i++) {
      ious[i] = random.nextFloat();
    }
  }

  /** How long the device was at work so far, in nanoseconds. */
  long busyNanos() {
    return busyNanos.sum();
  }

  private void work(long nanos) {
    device.lock();
    try {
      long begin = System.nanoTime();
      for (long left = nanos; left > 0; left = begin + nanos - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      busyNanos.add(System.nanoTime() - begin);
    } finally {
      device.unlock();
    }
  }

  @Override
  public SegmenterDescription description() {
    return new SegmenterDescription(
        "stand-in",
        "none",
        "stand-in",
        BlobLogits.MODEL_SIZE,
        BlobLogits.MASK_SIZE,
        0f,
        false,
        BATCH,
        1);
  }

  /** An image that the device knows. */
  private record Encoded(ModelFrame frame) implements ImageEmbedding {

    @Override
    public float[] toArray() {
      throw new UnsupportedOperationException("A stand-in has no embeddings");
    }

    @Override
    public int[] shape() {
      throw new UnsupportedOperationException("A stand-in has no embeddings");
    }

    @Override
    public void close() {}
  }

  /** The processor resizes, the device encodes. */
  @Override
  public ImageEmbedding encode(RgbImage image) {
    ModelFrame frame = ModelFrame.of(image.height(), image.width(), BlobLogits.MODEL_SIZE);
    PillowBilinear.resize(image, frame.resizedHeight(), frame.resizedWidth());
    work(encodeNanos);
    return new Encoded(frame);
  }

  @Override
  public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, MaskAnswer answer) {
    return decode(embedding, prompts, WantedMasks.all(answer));
  }

  @Override
  public DecodedMasks decode(ImageEmbedding embedding, List<Prompt> prompts, WantedMasks wanted) {
    work(decodeNanos * prompts.size() / BATCH);
    int masks = prompts.size() * MASKS;
    int[] places = new int[masks];
    int drawn = 0;
    for (int mask = 0; mask < masks; mask++) {
      places[mask] = ious[mask] > wanted.predIouThresh() ? drawn++ : DecoderAnswer.NOT_DRAWN;
    }
    FloatBuffer logits = FloatBuffer.allocate(drawn * BlobLogits.MASK_SIZE * BlobLogits.MASK_SIZE);
    for (int mask = 0; mask < drawn; mask++) {
      logits.put(shapes[mask % SHAPES]);
    }
    return new DecodedMasks(
        prompts.size(),
        MASKS,
        BlobLogits.MASK_SIZE,
        IntBuffer.wrap(places),
        logits.rewind(),
        FloatBuffer.wrap(ious));
  }

  /** The predicted IoU that so large a share of the masks exceeds. */
  static double threshold(double share) {
    return 1 - share;
  }

  /** Waits for whoever is at work, then no one may come. */
  @Override
  public void close() {
    try {
      if (!device.tryLock(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("Someone is still at work");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
