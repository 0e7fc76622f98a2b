package org.maskfoundry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.image.ImageException;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.scene.SceneRenderer;
import org.maskfoundry.segment.AutomaticMaskGenerator;
import org.maskfoundry.segment.GeneratorSettings;

/**
 * How busy a device is when so many task threads share a model on it: while one has the device, the
 * others decode images and turn logits into masks. The device is a stand-in that takes as long as
 * it is told; the work beside it is real.
 */
public final class DeviceSharing {

  private static final int POINTS_PER_SIDE = 32;
  private static final double SHARE = 0.15;
  private static final int JPEG_QUALITY = 90;

  private final double encodeMillis;
  private final double decodeMillis;
  private final byte[] file;

  /**
   * A device.
   *
   * @param encodeMillis how long it takes to encode an image
   * @param decodeMillis how long it takes to decode a batch of 64 prompts
   */
  public DeviceSharing(double encodeMillis, double decodeMillis) {
    this.encodeMillis = encodeMillis;
    this.decodeMillis = decodeMillis;
    SceneRenderer renderer = new SceneRenderer(BenchmarkImage.HEIGHT, BenchmarkImage.WIDTH);
    this.file = ImageWriter.jpeg(renderer.render(1).image(), JPEG_QUALITY);
  }

  /**
   * What was found.
   *
   * @param threads tasks that shared the device
   * @param imagesPerSecond of all of them together
   * @param busyShare share of the time in which the device was at work
   */
  public record Result(int threads, double imagesPerSecond, double busyShare) {}

  /** Measures, when every thread has had an image before. */
  public Result run(int threads, int images) throws InterruptedException, ExecutionException {
    DeviceStandIn device = new DeviceStandIn(encodeMillis, decodeMillis);
    GeneratorSettings settings =
        GeneratorSettings.of(
            Map.of(),
            "points_per_side=" + POINTS_PER_SIDE,
            "pred_iou_thresh=" + DeviceStandIn.threshold(SHARE));
    AutomaticMaskGenerator generator = new AutomaticMaskGenerator(device, settings);
    generateAll(generator, threads, threads);
    long busy = device.busyNanos();
    long begin = System.nanoTime();
    generateAll(generator, threads, images);
    double nanos = System.nanoTime() - begin;
    return new Result(threads, 1e9 * images / nanos, (device.busyNanos() - busy) / nanos);
  }

  private void generateAll(AutomaticMaskGenerator generator, int threads, int images)
      throws InterruptedException, ExecutionException {
    AtomicInteger left = new AtomicInteger(images);
    ExecutorService tasks = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int task = 0; task < threads; task++) {
        running.add(
            tasks.submit(
                () -> {
                  while (left.getAndDecrement() > 0) {
                    generate(generator);
                  }
                }));
      }
      for (Future<?> task : running) {
        task.get();
      }
    } finally {
      tasks.shutdownNow();
    }
  }

  private void generate(AutomaticMaskGenerator generator) {
    try {
      generator.generate(new ImageDecoder(ImageSettings.defaults()).decode(file, "scene"));
    } catch (ImageException impossible) {
      throw new IllegalStateException("A scene of ours cannot be read", impossible);
    }
  }
}
