package org.maskfoundry.jobs.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.JdbcCatalog;
import org.maskfoundry.jobs.TestImages;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.RunProgress;
import org.maskfoundry.jobs.table.DatasetCatalog;
import org.maskfoundry.jobs.table.RowSelection;
import org.maskfoundry.jobs.table.RunOutcome;
import org.maskfoundry.jobs.table.RunTable;

/** Several runs on one dataset at once, in a folder and in a JDBC catalog. */
@Tag("long")
class ConcurrentRunsTest {

  private static final int PHOTOS = 5;
  private static final int DRAWINGS = 3;
  private static final long LAST_WAVE = 3;
  private static final Path NAMESPACE = Path.of("lake.masks");

  @TempDir Path folder;
  private Path photos;
  private Path drawings;

  @BeforeEach
  void draw() throws IOException {
    photos = folder.resolve("photos");
    drawings = folder.resolve("drawings");
    TestImages.whole(photos, PHOTOS);
    TestImages.whole(drawings, DRAWINGS);
  }

  /** Lets another run publish while the one it watches is at a certain wave. */
  private record Between(long wave, TestRun other) implements RunObserver {

    @Override
    public void planned(RunPlan plan) {}

    @Override
    public void started(Supplier<RunProgress> progress) {}

    @Override
    public void waveFinished(long finished, RunProgress progress) {
      if (finished == wave) {
        try {
          assertThat(other.run("wave_images=2").outcome()).isEqualTo(RunOutcome.PUBLISHED);
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }

    @Override
    public void finished() {}
  }

  private void publishesBehindAnother(Path dataset) throws Exception {
    TestRun run = TestRun.of(photos, dataset);

    RunReport report =
        run.watchedBy(new Between(LAST_WAVE, TestRun.of(drawings, dataset))).run("wave_images=2");

    assertThat(report.outcome()).isEqualTo(RunOutcome.PUBLISHED);
    assertThat(report.counts().images()).isEqualTo(PHOTOS);
    assertThat(publishedRows(run)).isEqualTo(PHOTOS + DRAWINGS);
    assertThat(outcomes(dataset)).containsOnly("published").hasSize(2);
  }

  /** The other run begins when this one is at its first wave, and ends before its last. */
  private void sameWorkIsNotDoubled(Path dataset) throws Exception {
    TestRun run = TestRun.of(photos, dataset);

    RunReport report =
        run.watchedBy(new Between(1, TestRun.of(photos, dataset))).run("wave_images=2");

    assertThat(report.outcome()).isEqualTo(RunOutcome.PUBLISHED);
    assertThat(publishedRows(run)).isEqualTo(PHOTOS);
    assertThat(run.rows()).hasSize(PHOTOS);
    assertThat(outcomes(dataset)).containsOnly("published").hasSize(2);
  }

  /** Two do the same work, one does other work; all begin at once. */
  private void endTogether(Path dataset) throws Exception {
    List<TestRun> runs =
        List.of(
            TestRun.of(photos, dataset),
            TestRun.of(photos, dataset),
            TestRun.of(drawings, dataset));
    CyclicBarrier start = new CyclicBarrier(runs.size());
    ExecutorService threads = Executors.newFixedThreadPool(runs.size());
    try {
      List<Future<RunReport>> reports =
          runs.stream()
              .map(
                  run ->
                      threads.submit(
                          () -> {
                            start.await();
                            return run.run("wave_images=1");
                          }))
              .toList();
      for (Future<RunReport> report : reports) {
        assertThat(report.get().outcome()).isIn(RunOutcome.PUBLISHED, RunOutcome.NOTHING_TO_DO);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(publishedRows(runs.get(0))).isEqualTo(PHOTOS + DRAWINGS);
    assertThat(outcomes(dataset)).hasSize(3).isSubsetOf("published", "nothing_to_do");
  }

  private static long publishedRows(TestRun run) {
    return run.reader().rows(RowSelection.any()).count();
  }

  private static List<String> outcomes(Path dataset) {
    return RunTable.findOrCreate(DatasetCatalog.open(TestSpark.session(), dataset.toString()))
        .rows()
        .select("outcome")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void inAFolderARunPublishesBehindAnother() throws Exception {
    publishesBehindAnother(folder.resolve("dataset"));
  }

  @Test
  void inAJdbcCatalogARunPublishesBehindAnother() throws Exception {
    JdbcCatalog catalog = JdbcCatalog.in(folder);
    try (catalog) {
      publishesBehindAnother(NAMESPACE);
    }
  }

  @Test
  void inAFolderTheSameWorkIsNotDoubled() throws Exception {
    sameWorkIsNotDoubled(folder.resolve("dataset"));
  }

  @Test
  void inAJdbcCatalogTheSameWorkIsNotDoubled() throws Exception {
    JdbcCatalog catalog = JdbcCatalog.in(folder);
    try (catalog) {
      sameWorkIsNotDoubled(NAMESPACE);
    }
  }

  @Test
  void inAFolderRunsThatBeginAtOnceEndWell() throws Exception {
    endTogether(folder.resolve("dataset"));
  }

  @Test
  void inAJdbcCatalogRunsThatBeginAtOnceEndWell() throws Exception {
    JdbcCatalog catalog = JdbcCatalog.in(folder);
    try (catalog) {
      endTogether(NAMESPACE);
    }
  }
}
