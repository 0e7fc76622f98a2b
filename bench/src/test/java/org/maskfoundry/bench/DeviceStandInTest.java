package org.maskfoundry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.DecodedMasks;
import org.maskfoundry.model.ImageEmbedding;
import org.maskfoundry.model.MaskAnswer;
import org.maskfoundry.model.WantedMasks;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

class DeviceStandInTest {

  private static final long MILLISECOND = 1_000_000;

  private final RgbImage image = new RgbImage(6, 8, new byte[3 * 6 * 8]);

  @Test
  void aDeviceDoesOneThingAtATime() throws Exception {
    DeviceStandIn device = new DeviceStandIn(40, 10);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    long begin = System.nanoTime();
    Future<?> one = threads.submit(() -> device.encode(image));
    Future<?> other = threads.submit(() -> device.encode(image));
    one.get();
    other.get();
    threads.shutdown();

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(80 * MILLISECOND);
    assertThat(device.busyNanos()).isGreaterThanOrEqualTo(80 * MILLISECOND);
  }

  @Test
  void itsMasksLieOverTheThresholdAsOftenAsItIsAsked() {
    DeviceStandIn device = new DeviceStandIn(0, 0);
    List<Prompt> prompts = Collections.nCopies(64, Prompt.ofPoints(PointPrompt.foreground(1, 1)));
    float threshold = (float) DeviceStandIn.threshold(0.15);

    ImageEmbedding embedding = device.encode(image);
    DecodedMasks found =
        device.decode(embedding, prompts, new WantedMasks(MaskAnswer.MULTIPLE, threshold));
    int drawn = 0;
    for (int prompt = 0; prompt < 64; prompt++) {
      for (int mask = 0; mask < 3; mask++) {
        assertThat(found.isDrawn(prompt, mask))
            .isEqualTo(found.predictedIou(prompt, mask) > threshold);
        drawn += found.isDrawn(prompt, mask) ? 1 : 0;
      }
    }

    assertThat(drawn / 192.0).isBetween(0.1, 0.2);
  }
}
