package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for one image, in a process of their own that has no Spark on its class path. */
class WithoutSparkTest {

  private static final List<String> CLUSTER_LIBRARIES =
      List.of(
          "/org/apache/spark/", "/org/apache/hadoop/", "/org/apache/iceberg/", "/org/scala-lang/");

  @TempDir Path folder;
  private Path image;

  @BeforeEach
  void drawImage() throws IOException {
    image = TestImages.disc(folder.resolve("disc.png"), 40, 40);
  }

  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    assertThat(all).contains(CLUSTER_LIBRARIES);
    return Stream.of(all.split(File.pathSeparator))
        .filter(entry -> CLUSTER_LIBRARIES.stream().noneMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void run(Object... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dslf4j.internal.verbosity=ERROR", "-cp", classPath()));
    command.add(Maskfoundry.class.getName());
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    Path error = folder.resolve("error.txt");

    Process process =
        new ProcessBuilder(command)
            .redirectError(error.toFile())
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();

    assertThat(process.waitFor()).as("%s", Files.readString(error)).isZero();
  }

  @Test
  void masksOfAnImageNeedNoSpark() throws Exception {
    Path output = folder.resolve("masks.json");

    run("masks", "--image", image, "--output", output, "--set", "points_per_side=2");

    assertThat(output).isNotEmptyFile();
  }

  @Test
  void answersToAPromptNeedNoSpark() throws Exception {
    Path output = folder.resolve("answer.json");

    run("predict", "--image", image, "--output", output, "--point", "20,20,1");

    assertThat(output).isNotEmptyFile();
  }
}
