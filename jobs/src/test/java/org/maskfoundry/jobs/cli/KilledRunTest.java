package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.ComparableRows;
import org.maskfoundry.jobs.LoggedProcess;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.DatasetReader;

/** A run whose process is killed in its middle, and what a rerun makes of it. */
class KilledRunTest {

  private static final int IMAGES = 12;
  private static final List<String> SETTINGS =
      List.of("points_per_side=6", "wave_images=3", "partitions=2", "device=cpu");

  @TempDir private Path folder;

  @Test
  void aRerunEndsAsIfNothingHadHappened() throws Exception {
    Path images = Files.createDirectory(folder.resolve("images"));
    TestImages.whole(images, IMAGES);
    Path killed = folder.resolve("killed");

    LoggedProcess run =
        LoggedProcess.start(
            LoggedProcess.java(
                List.of("-Dspark.master=local[2]"), Maskfoundry.class, arguments(images, killed)),
            Map.of(),
            folder.resolve("run.log"));
    run.await("wave 1 of");
    run.kill();

    assertThat(DatasetReader.open(TestSpark.session(), killed.toString()).newestRows().count())
        .as("nothing of a run is published before its end")
        .isZero();
    CommandLineRun rerun = CommandLineRun.of(arguments(images, killed).toArray());
    CommandLineRun unbroken =
        CommandLineRun.of(arguments(images, folder.resolve("unbroken")).toArray());

    assertThat(rerun.status()).as(rerun.error()).isZero();
    assertThat(unbroken.status()).as(unbroken.error()).isZero();
    assertThat(doneBefore(rerun)).as("the first wave was kept").isGreaterThanOrEqualTo(3);
    assertThat(rows(killed)).hasSize(IMAGES).isEqualTo(rows(folder.resolve("unbroken")));
  }

  private static List<String> arguments(Path images, Path output) {
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

  private static List<String> rows(Path dataset) {
    return ComparableRows.of(DatasetReader.open(TestSpark.session(), dataset.toString()));
  }
}
