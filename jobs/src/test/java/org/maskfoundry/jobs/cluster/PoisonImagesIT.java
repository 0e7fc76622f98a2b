package org.maskfoundry.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.LoggedProcess;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.phase.PoisonRun;
import org.maskfoundry.jobs.table.DatasetReader;

/** Images that take their process with them, once by a crash and once by never ending. */
class PoisonImagesIT {

  private static final int HARMLESS = 10;
  private static final List<String> SETTINGS =
      List.of("error_budget=0.5", "partitions=4", "image_time_limit=10");

  @TempDir private Path folder;
  private Path images;
  private Path dataset;

  @BeforeEach
  void poison() throws IOException {
    images = folder.resolve("images");
    dataset = folder.resolve("dataset");
    TestImages.whole(images, HARMLESS);
    Files.write(images.resolve("crashes.png"), TestImages.filled(40, 30, Color.RED));
    Files.write(images.resolve("never ends.png"), TestImages.filled(40, 30, Color.GREEN));
  }

  @Test
  void onAClusterTwoLostExecutorsAreEnough() throws Exception {
    try (StandaloneCluster cluster = StandaloneCluster.start(2)) {
      LoggedProcess run = cluster.submit(Map.of(), PoisonRun.class, arguments());
      assertThat(run.status()).as(run.said()).isZero();
      assertThat(run.said()).contains("outcome PUBLISHED");
    }
    onlyThePoisonedFailed();
  }

  @Test
  void inOneProcessARerunSkipsWhatWasInWorkAtTwoDeaths() throws Exception {
    int deaths = 0;
    LoggedProcess run = local(deaths);
    // Two images, two deaths each; they may die of one while the other is in work as well.
    while (run.status() != 0) {
      deaths++;
      assertThat(deaths).as(run.said()).isLessThanOrEqualTo(4);
      run = local(deaths);
    }
    assertThat(deaths).isGreaterThanOrEqualTo(3);
    onlyThePoisonedFailed();
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of(images.toString(), dataset.toString()));
    arguments.addAll(SETTINGS);
    return arguments;
  }

  private LoggedProcess local(int number) throws IOException {
    List<String> options =
        List.of("-Dspark.master=local[2]", "-XX:ErrorFile=" + folder.resolve("crash-%p.log"));
    return LoggedProcess.start(
        LoggedProcess.java(options, PoisonRun.class, arguments()),
        Map.of(),
        folder.resolve("run" + number + ".log"));
  }

  private void onlyThePoisonedFailed() {
    SparkSession session = TestSpark.session();
    List<Row> rows =
        DatasetReader.open(session, dataset.toString())
            .newestRows()
            .selectExpr("image.file_name", "error.code", "error.message")
            .collectAsList();
    assertThat(rows).hasSize(HARMLESS + 2);
    assertThat(rows)
        .filteredOn(row -> !row.isNullAt(1))
        .allSatisfy(row -> assertThat(row.getString(1)).isEqualTo("process_lost"))
        .allSatisfy(row -> assertThat(row.getString(2)).startsWith(row.getString(0)))
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("crashes.png", "never ends.png");
  }
}
