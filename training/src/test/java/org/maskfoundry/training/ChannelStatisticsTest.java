package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelStatisticsTest {

  private static TrainingImage image(float... embedding) {
    return new TrainingImage("any", () -> embedding, List.of());
  }

  @Test
  void eachChannelHasTheMeanAndDeviationOfAllImages() throws IOException {
    ChannelStatistics statistics =
        ChannelStatistics.of(List.of(image(1, 3, -10, -10), image(5, 7, -10, 30)), 2);

    assertThat(statistics.mean()).containsExactly(4f, 0f);
    assertThat(statistics.scale()[0]).isCloseTo((float) (1 / Math.sqrt(5)), within(1e-6f));
    assertThat(statistics.scale()[1]).isCloseTo((float) (1 / Math.sqrt(300)), within(1e-7f));
  }

  @Test
  void aChannelThatNeverChangesIsNotBlownUpWithoutBound() throws IOException {
    ChannelStatistics statistics = ChannelStatistics.of(List.of(image(0.1f, 0.1f, 0.1f)), 1);

    assertThat(statistics.mean()).containsExactly(0.1f);
    assertThat(statistics.scale()).containsExactly(1000f);
  }

  @Test
  void theFirstImagesAreEnough() throws IOException {
    List<TrainingImage> images = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      images.add(image(i % 2));
    }
    images.add(
        new TrainingImage(
            "more",
            () -> {
              throw new IOException("not needed");
            },
            List.of()));

    ChannelStatistics statistics = ChannelStatistics.of(images, 1);

    assertThat(statistics.mean()).containsExactly(0.5f);
    assertThat(statistics.scale()).containsExactly(2f);
  }
}
