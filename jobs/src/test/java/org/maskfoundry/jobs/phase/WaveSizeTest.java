package org.maskfoundry.jobs.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maskfoundry.jobs.spark.WaveSettings;

class WaveSizeTest {

  private static final Duration TIME = Duration.ofMinutes(10);
  private static final int CORES = 2;

  private static WaveSize timed(int cores) {
    return WaveSize.first(new WaveSettings(Optional.empty(), TIME), cores);
  }

  private static WaveSize fixed(int images) {
    return WaveSize.first(new WaveSettings(Optional.of(images), TIME), CORES);
  }

  /** The size after waves at one pace. */
  private static WaveSize after(int waves, double imagesPerSecond, WaveSize first) {
    WaveSize size = first;
    for (int wave = 0; wave < waves; wave++) {
      size = size.next(size.images(), millis(1000 * size.images() / imagesPerSecond));
    }
    return size;
  }

  private static Duration millis(double milliseconds) {
    return Duration.ofMillis(Math.round(milliseconds));
  }

  @Test
  void aStatedNumberHoldsWhateverTheTime() {
    WaveSize size = fixed(7).next(7, Duration.ofHours(3));

    assertThat(size.images()).isEqualTo(7);
    assertThat(fixed(7).waves(0)).contains(0L);
    assertThat(fixed(7).waves(7)).contains(1L);
    assertThat(fixed(7).waves(22)).contains(4L);
  }

  @Test
  void theFirstWaveFollowsTheCores() {
    assertThat(timed(1).images()).isEqualTo(16);
    assertThat(timed(8).images()).isEqualTo(128);
    assertThat(timed(5000).images()).isEqualTo(1000);
  }

  @Test
  void wavesGrowFourfoldUntilTheyTakeTheirTime() {
    assertThat(after(1, 2, timed(CORES)).images()).isEqualTo(128);
    assertThat(after(2, 2, timed(CORES)).images()).isEqualTo(512);
    assertThat(after(3, 2, timed(CORES)).images()).isEqualTo(1200);
    assertThat(after(9, 2, timed(CORES)).images()).isEqualTo(1200);
  }

  @Test
  void slowerImagesMakeTheNextWaveShorter() {
    WaveSize size = after(9, 2, timed(CORES));

    assertThat(after(1, 0.1, size).images()).isEqualTo(60);
  }

  @Test
  void everyCoreHasAnImageHoweverSlow() {
    assertThat(after(3, 0.0001, timed(CORES)).images()).isEqualTo(CORES);
  }

  @Test
  void aWaveFitsTheDriversMemoryHoweverQuick() {
    assertThat(after(20, 1e6, timed(CORES)).images()).isEqualTo(50_000);
    assertThat(timed(CORES).next(32, Duration.ZERO).images()).isEqualTo(128);
  }

  @Test
  void theNumberOfWavesIsKnownWhereTheFirstTakesAll() {
    assertThat(timed(CORES).waves(0)).contains(0L);
    assertThat(timed(CORES).waves(32)).contains(1L);
    assertThat(timed(CORES).waves(33)).isEmpty();
  }
}
