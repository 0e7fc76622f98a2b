package org.maskfoundry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maskfoundry.segment.GeneratorSettings;

class SharedModelTest {

  private static final int IMAGES = 5;
  private static final double ENCODE_MILLIS = 30;

  @Test
  void everyImageIsTakenOnceHoweverManyThreadsThereAre() throws Exception {
    GeneratorSettings settings = GeneratorSettings.of(Map.of(), "points_per_side=4");
    try (BenchmarkFiles files = BenchmarkFiles.copies(IMAGES, 60, 80)) {
      for (int threads : new int[] {1, 3}) {
        DeviceStandIn device = new DeviceStandIn(ENCODE_MILLIS, 1);
        SharedModel.Figure figure = new SharedModel(device, settings, files).run(threads);

        assertThat(figure.threads()).isEqualTo(threads);
        assertThat(figure.images()).isEqualTo(IMAGES);
        assertThat(figure.encodesPerSecond()).isEqualTo(figure.imagesPerSecond());
        assertThat(figure.promptsPerSecond() / figure.imagesPerSecond()).isEqualTo(16);
        // The device encodes one image at a time, whoever asks.
        assertThat(figure.imagesPerSecond()).isLessThanOrEqualTo(1e3 / ENCODE_MILLIS);
        assertThat(figure.milliseconds().get("encode")).isGreaterThanOrEqualTo(ENCODE_MILLIS);
      }
    }
  }
}
