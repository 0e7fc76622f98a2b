package org.maskfoundry.jobs.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class WaveSizeProperties {

  /** From one image to the most, fourfold each time, takes eight waves. */
  private static final int ENOUGH = 9;

  private static final double MILLISECONDS = 1000;

  private static List<Integer> sizes(Duration time, int cores, List<Long> milliseconds) {
    List<Integer> sizes = new ArrayList<>();
    WaveSize size = TimedWaveSize.first(time, cores);
    sizes.add(size.images());
    for (long took : milliseconds) {
      size = size.next(size.images(), Duration.ofMillis(took));
      sizes.add(size.images());
    }
    return sizes;
  }

  @Property
  void sizesKeepTheirBoundsAndFollowFromTheTimesAlone(
      @ForAll @LongRange(min = 600, max = 600_000_000) long time,
      @ForAll @IntRange(min = 1, max = 100_000) int cores,
      @ForAll @Size(max = 30) List<@LongRange(min = 0, max = 1_000_000_000) Long> milliseconds) {
    List<Integer> sizes = sizes(Duration.ofMillis(time), cores, milliseconds);

    assertThat(sizes).allMatch(size -> size >= Math.min(cores, 1000) && size <= TimedWaveSize.MOST);
    assertThat(sizes.get(0)).isLessThanOrEqualTo(1000);
    for (int wave = 1; wave < sizes.size(); wave++) {
      assertThat(sizes.get(wave))
          .isLessThanOrEqualTo(sizes.get(wave - 1) * TimedWaveSize.MOST_GROWTH);
    }
    assertThat(sizes(Duration.ofMillis(time), cores, milliseconds)).isEqualTo(sizes);
  }

  @Property
  void atOnePaceWavesComeToTakeTheirTime(
      @ForAll @IntRange(min = 1, max = 120) int minutes,
      @ForAll @IntRange(min = 1, max = 2000) int cores,
      @ForAll @LongRange(min = 1, max = 10_000_000) long millisecondsPerImage) {
    WaveSize size = TimedWaveSize.first(Duration.ofMinutes(minutes), cores);
    for (int wave = 0; wave < ENOUGH; wave++) {
      size = size.next(size.images(), Duration.ofMillis(millisecondsPerImage * size.images()));
    }

    double fitting = minutes * 60 * MILLISECONDS / millisecondsPerImage;
    double expected = Math.max(Math.min(cores, 1000), Math.min(TimedWaveSize.MOST, fitting));
    assertThat(size.images()).isBetween((int) (0.99 * expected) - 1, (int) (1.01 * expected) + 1);
  }

  @Property
  void whatEachWaveCostsBesidesItsImagesIsPartOfItsTime(
      @ForAll @DoubleRange(min = 0.05, max = 10) double secondsPerImage,
      @ForAll @DoubleRange(min = 0, max = 300) double secondsPerWave) {
    Duration time = Duration.ofMinutes(10);
    WaveSize size = TimedWaveSize.first(time, 2);
    double took = 0;
    for (int wave = 0; wave < 40; wave++) {
      took = secondsPerWave + secondsPerImage * size.images();
      size = size.next(size.images(), Duration.ofMillis(Math.round(MILLISECONDS * took)));
    }

    assertThat(took).isBetween(0.9 * time.toSeconds(), 1.1 * time.toSeconds());
  }
}
