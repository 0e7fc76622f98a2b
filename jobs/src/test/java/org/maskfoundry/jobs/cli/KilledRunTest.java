package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.ComparableRows;
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

    killAfterFirstWave(arguments(images, killed));
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

  private static void killAfterFirstWave(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-Dspark.master=local[2]"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Maskfoundry.class.getName()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.startsWith("wave 1 of")) {
        said.add(line);
        line = output.readLine();
      }
      assertThat(line).as("%s", said).isNotNull();
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
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
