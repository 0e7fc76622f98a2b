package org.maskfoundry.jobs.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.annotation.CheckSettings;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;
import org.maskfoundry.image.ImageSettings;
import org.maskfoundry.jobs.ComparableRows;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.JobSettings;
import org.maskfoundry.jobs.spark.ingest.IngestSettings;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.model.DeviceSettings;

/** An ingest that is asked to stop goes on where it was left. */
class AssistedManualTest {

  private static final int IMAGES = 12;

  @TempDir Path folder;
  private Path images;
  private Path labels;

  @BeforeEach
  void writeLabels() throws IOException {
    images = Files.createDirectories(folder.resolve("images"));
    labels = Files.createDirectories(folder.resolve("labels"));
    TestImages.whole(images, IMAGES);
    for (int i = 0; i < IMAGES; i++) {
      Files.writeString(
          labels.resolve("%03d.txt".formatted(i)),
          "0 0.1 0.1 0.%d 0.1 0.9 0.9%n1 0.5 0.5 0.2 0.2%n".formatted(2 + i % 7));
    }
    Files.writeString(labels.resolve("classes.txt"), "cup\nplate\n");
  }

  private Settings settings() {
    List<Setting<?>> all =
        Stream.of(
                CheckSettings.all(),
                IngestSettings.all(),
                ImageSettings.all(),
                DeviceSettings.all(),
                JobSettings.all())
            .<Setting<?>>flatMap(List::stream)
            .toList();
    SettingsResolver resolver = SettingsResolver.of(all);
    resolver.override("wave_images=3");
    resolver.override("partitions=2");
    return resolver.resolve();
  }

  private AssistedManual phase(Path output, StopRequest stop) throws IOException {
    return new AssistedManual(
        TestSpark.session(),
        new AnnotationWork(
            labels.toString(),
            images.toString(),
            output.toString(),
            Optional.empty(),
            Optional.empty(),
            "ingest",
            settings()),
        stop);
  }

  private static final class Waves implements AnnotatedPhase.Observer {
    private final AtomicLong finished = new AtomicLong();

    @Override
    public void listed(long listedImages, long files) {}

    @Override
    public void waveFinished(long wave) {
      finished.set(wave);
    }
  }

  private static List<String> rows(Path output) {
    return new ArrayList<>(
        ComparableRows.of(DatasetReader.open(TestSpark.session(), output.toString())));
  }

  @Test
  void whatIsFinishedIsKeptAndNotReadAgain() throws IOException {
    Path whole = folder.resolve("whole");
    Waves undisturbed = new Waves();
    IngestReport expected = phase(whole, StopRequest.NONE).run(undisturbed);
    assertThat(expected.outcome()).isEqualTo(RunOutcome.PUBLISHED);
    assertThat(expected.ignored()).containsExactly("classes.txt");
    assertThat(undisturbed.finished.get()).isGreaterThan(2);

    Path output = folder.resolve("stopped");
    Waves first = new Waves();
    IngestReport stopped = phase(output, () -> first.finished.get() == 1).run(first);

    assertThat(stopped.outcome()).isEqualTo(RunOutcome.STOPPED);
    assertThat(rows(output)).isEmpty();
    long kept = stopped.counts().images();
    assertThat(kept).isPositive().isLessThan(IMAGES);

    Waves second = new Waves();
    IngestReport rest = phase(output, StopRequest.NONE).run(second);

    assertThat(rest.outcome()).isEqualTo(RunOutcome.PUBLISHED);
    assertThat(rest.counts().images()).isEqualTo(IMAGES);
    assertThat(second.finished.get()).isLessThan(undisturbed.finished.get());
    assertThat(rows(output)).hasSize(IMAGES).isEqualTo(rows(whole));
    assertThat(rows(output)).allMatch(row -> row.contains("\"label\":\"cup\""));
  }
}
