package org.maskfoundry.jobs.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.spark.WaveSettings;
import org.maskfoundry.jobs.spark.output.Manifest;
import org.maskfoundry.jobs.spark.output.ManifestLine;
import org.maskfoundry.jobs.spark.output.OutputFolder;

class FileWavesTest {

  private static final int IMAGES = 1000;

  @TempDir private Path folder;

  /** Of an image that was made. */
  record Line(String fileName, String errorCode) implements ManifestLine {}

  /** Images that take a second each, on a clock that nothing else moves. */
  private static final class SlowWork implements FileWaves.Work<String, Line> {

    private final Manifest<Line> manifest;
    private final List<Integer> sizes = new ArrayList<>();
    private long seconds;

    SlowWork(Manifest<Line> manifest) {
      this.manifest = manifest;
    }

    long nanoseconds() {
      return Duration.ofSeconds(seconds).toNanos();
    }

    @Override
    public boolean isDone(String image) {
      return manifest.line(image).isPresent();
    }

    @Override
    public List<Line> make(List<String> wave) {
      sizes.add(wave.size());
      seconds += wave.size();
      return wave.stream().map(image -> new Line(image, null)).toList();
    }
  }

  private static Iterator<String> listing() {
    return IntStream.range(0, IMAGES).mapToObj("%04d.jpg"::formatted).iterator();
  }

  private SlowWork done(Optional<Integer> waveImages) throws IOException {
    OutputFolder output = OutputFolder.of(folder.toString(), new Configuration());
    SlowWork work = new SlowWork(Manifest.open(output, Line.class));
    WaveSize first = WaveSize.first(new WaveSettings(waveImages, Duration.ofMinutes(5)), 2);
    FileReport report =
        new FileWaves<String, Line>(
                work.manifest, new WavePace(first, work::nanoseconds), StopRequest.NONE)
            .run(listing(), work, (images, failed) -> {});
    assertThat(report.listed()).isEqualTo(IMAGES);
    return work;
  }

  @Test
  void wavesGrowUntilTheyTakeTheirTime() throws IOException {
    assertThat(done(Optional.empty()).sizes).containsExactly(32, 128, 300, 300, 240);
    assertThat(done(Optional.empty()).sizes).as("all of it is done").isEmpty();
  }

  @Test
  void aStatedNumberHolds() throws IOException {
    assertThat(done(Optional.of(400)).sizes).containsExactly(400, 400, 200);
  }
}
