package org.maskfoundry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.maskfoundry.mask.LogitUpsampler;
import org.maskfoundry.mask.UpsampledLogits;

class PlainUpsamplingTest {

  private static final int HEIGHT = 300;
  private static final int WIDTH = 450;

  @Test
  void itComesToTheLogitsThatCellsComeTo() {
    float[] logits =
        BlobLogits.of(
            new Blob(220, 140, 90, BenchmarkImage.blobs().get(0).swings()), HEIGHT, WIDTH);
    LogitUpsampler cells = new LogitUpsampler(256, 1024, 683, 1024, HEIGHT, WIDTH);
    PlainUpsampling plain = new PlainUpsampling(HEIGHT, WIDTH);

    UpsampledLogits expected = cells.upsample(logits);
    float[] actual = plain.upsample(logits);

    assertThat(actual).containsExactly(expected.toArray(), within(1e-3f));
    assertThat(plain.mask(actual, 0).iou(expected.mask(0))).isGreaterThan(0.9999);
    assertThat((long) PlainUpsampling.area(actual, 0)).isCloseTo(expected.area(0), within(3L));
  }
}
