package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.JdbcCatalog;
import org.maskfoundry.jobs.LoggedProcess;
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

  private LoggedProcess generate(int number, String dataset, Map<String, String> spark)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("generate", "--images", images.toString(), "--output", dataset));
    for (String setting : List.of("points_per_side=2", "wave_images=2", "device=cpu")) {
      arguments.addAll(List.of("--set", setting));
    }
    spark.forEach((key, value) -> arguments.addAll(List.of("--spark-conf", key + "=" + value)));
    return LoggedProcess.start(
        LoggedProcess.java(List.of("-Dspark.master=local[1]"), Maskfoundry.class, arguments),
        Map.of(),
        folder.resolve("output" + number + ".txt"));
  }

  private void endWell(String dataset, Map<String, String> spark) throws Exception {
    List<LoggedProcess> processes = new ArrayList<>();
    for (int number : IntStream.range(0, 2).toArray()) {
      processes.add(generate(number, dataset, spark));
    }
    for (LoggedProcess process : processes) {
      assertThat(process.status()).as(process.said()).isZero();
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
