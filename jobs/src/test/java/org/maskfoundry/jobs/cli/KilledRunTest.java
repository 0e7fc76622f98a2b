package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.ComparableRows;
import org.maskfoundry.jobs.LoggedProcess;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.DatasetReader;

/** A run whose process is killed or told to stop in its middle, and what a rerun makes of it. */
@Tag("long")
class KilledRunTest {

  private static final int IMAGES = 12;
  private static final int WAVE_IMAGES = 3;
  private static final List<String> SETTINGS =
      List.of("points_per_side=6", "wave_images=" + WAVE_IMAGES, "partitions=2", "device=cpu");

  @TempDir private Path folder;
  private Path images;

  @BeforeEach
  void drawImages() throws IOException {
    images = folder.resolve("images");
    TestImages.whole(images, IMAGES);
  }

  @Test
  void aRerunEndsAsIfNothingHadHappened() throws Exception {
    Path killed = folder.resolve("killed");

    LoggedProcess run = start(killed);
    run.await("wave 1 of");
    run.kill();

    assertThat(published(killed)).as("nothing of a run is published before its end").isZero();
    assertThat(doneBefore(rerun(killed)))
        .as("the first wave was kept")
        .isGreaterThanOrEqualTo(WAVE_IMAGES);
    assertThat(rows(killed)).hasSize(IMAGES).isEqualTo(unbrokenRows());
  }

  @Test
  void sigtermEndsARunWithItsWaveAndARerunDoesTheRest() throws Exception {
    Path stopped = folder.resolve("stopped");

    LoggedProcess run = start(stopped);
    run.await("wave 1 of");
    run.terminate();

    assertThat(run.status()).as(run.said()).isEqualTo(ExitCode.STOPPED.status());
    String afterTheSignal = run.said().split("Stopping when the wave is finished", 2)[1];
    int wave = Integer.parseInt(run.await("(?s).*wave (\\d+) of").group(1));
    assertThat(afterTheSignal).as("it was in a wave").contains("wave " + wave + " of");
    assertThat(afterTheSignal).contains("stopped: finished waves are on branch");
    assertThat(published(stopped)).as("nothing of a run is published before its end").isZero();
    assertThat(doneBefore(rerun(stopped)))
        .as("the wave under way was kept, and none was begun after it")
        .isEqualTo(wave * WAVE_IMAGES)
        .isLessThan(IMAGES);
    assertThat(rows(stopped)).hasSize(IMAGES).isEqualTo(unbrokenRows());
  }

  /**
   * An image is given up when processes died of it twice; these died of no image. SIGINT does the
   * same, but is ignored by what is started in the background.
   */
  @Test
  void whoEndsARunAtOnceBlamesNoImage() throws Exception {
    images = folder.resolve("image");
    TestImages.whole(images, 1);
    Path interrupted = folder.resolve("interrupted");
    List<String> slow = new ArrayList<>(arguments(interrupted));
    slow.addAll(List.of("--set", "points_per_side=32"));

    for (int time = 1; time <= 2; time++) {
      LoggedProcess run = start(slow);
      awaitImageInWork();
      run.terminate();
      run.await("Stopping when the wave is finished");
      run.terminate();
      assertThat(run.status()).as(run.said()).isEqualTo(128 + 15);
    }

    LoggedProcess third = start(slow);
    assertThat(third.status()).as(third.said()).isZero();
    assertThat(rows(interrupted)).hasSize(1);
  }

  /** As the process says it in a file for the next one. */
  private void awaitImageInWork() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(LoggedProcess.PATIENCE);
    while (!isImageInWork()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }

  private boolean isImageInWork() throws IOException {
    try (Stream<Path> files = Files.walk(temporary())) {
      for (Path log : files.filter(file -> file.toString().contains(".in-work-")).toList()) {
        List<String> lines = Files.readAllLines(log);
        if (!lines.isEmpty() && lines.get(lines.size() - 1).startsWith("+")) {
          return true;
        }
      }
    } catch (UncheckedIOException | NoSuchFileException removedMeanwhile) {
      return false;
    }
    return false;
  }

  private Path temporary() throws IOException {
    return Files.createDirectories(folder.resolve("temporary"));
  }

  private LoggedProcess start(Path dataset) throws IOException {
    return start(arguments(dataset));
  }

  private LoggedProcess start(List<String> arguments) throws IOException {
    return LoggedProcess.start(
        LoggedProcess.java(
            List.of("-Dspark.master=local[2]", "-Djava.io.tmpdir=" + temporary()),
            Maskfoundry.class,
            arguments),
        Map.of(),
        folder.resolve("run.log"));
  }

  private CommandLineRun rerun(Path dataset) {
    CommandLineRun rerun = CommandLineRun.of(arguments(dataset).toArray());
    assertThat(rerun.status()).as(rerun.error()).isZero();
    return rerun;
  }

  private List<String> unbrokenRows() {
    Path unbroken = folder.resolve("unbroken");
    rerun(unbroken);
    return rows(unbroken);
  }

  private List<String> arguments(Path output) {
    List<String> arguments =
        new ArrayList<>(
            List.of("generate", "--images", images.toString(), "--output", output.toString()));
    SETTINGS.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments;
  }

  private static int doneBefore(CommandLineRun rerun) {
    String line =
        rerun
            .output()
            .lines()
            .filter(text -> text.startsWith("done before"))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(line.replaceAll("\\D+", ""));
  }

  private static long published(Path dataset) {
    return DatasetReader.open(TestSpark.session(), dataset.toString()).newestRows().count();
  }

  private static List<String> rows(Path dataset) {
    return ComparableRows.of(DatasetReader.open(TestSpark.session(), dataset.toString()));
  }
}
