package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.JdbcCatalog;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.DatasetReader;
import org.maskfoundry.jobs.table.RowSelection;

/** The same command twice at once, as two processes. */
class ConcurrentProcessesIT {

  private static final int IMAGES = 4;

  @TempDir Path folder;
  private Path images;

  @BeforeEach
  void drawImages() throws IOException {
    images = folder.resolve("images");
    TestImages.whole(images, IMAGES);
  }

  private Process generate(int number, String dataset, Map<String, String> spark)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-Dspark.master=local[1]"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Maskfoundry.class.getName()));
    command.addAll(List.of("generate", "--images", images.toString(), "--output", dataset));
    for (String setting : List.of("points_per_side=2", "wave_images=2", "device=cpu")) {
      command.addAll(List.of("--set", setting));
    }
    spark.forEach((key, value) -> command.addAll(List.of("--spark-conf", key + "=" + value)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output(number).toFile())
        .start();
  }

  private Path output(int number) {
    return folder.resolve("output" + number + ".txt");
  }

  private void endWell(String dataset, Map<String, String> spark) throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int number : IntStream.range(0, 2).toArray()) {
      processes.add(generate(number, dataset, spark));
    }
    for (int number : IntStream.range(0, 2).toArray()) {
      int status = processes.get(number).waitFor();
      assertThat(status).as(Files.readString(output(number))).isZero();
    }
    DatasetReader reader = DatasetReader.open(TestSpark.session(), dataset);
    assertThat(reader.rows(RowSelection.any()).count()).isEqualTo(IMAGES);
  }

  @Test
  void inAFolder() throws Exception {
    endWell(folder.resolve("dataset").toString(), Map.of());
  }

  @Test
  void inAJdbcCatalogThatIsNamedOnTheCommandLine() throws Exception {
    JdbcCatalog catalog = JdbcCatalog.in(folder);
    try (catalog) {
      endWell("lake.masks", JdbcCatalog.properties(folder));
    }
  }
}
