package org.maskfoundry.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.jobs.TestRows;

class MaintenanceIT {

  /** Versions go at once, all else stays. */
  private static final Retention VERSIONS_GO =
      new Retention(Duration.ZERO, Duration.ofDays(30), Duration.ofDays(7));

  private static final int IMAGES = 6;

  // Iceberg compares files by their paths as text.
  @TempDir Path parent;
  private Path folder;
  private TestDataset dataset;

  @BeforeEach
  void publishRuns() {
    folder = parent.resolve("out put %41 #ü[1]{a}");
    dataset = new TestDataset(folder);
    publish(1);
    publish(2);
    dataset.versions().tag("v1", dataset.versions().published());
    publish(3);
    RunBranches branches = dataset.branches("photos");
    RunBranch branch = branches.create("waves", Optional.empty());
    for (int image = 4; image <= IMAGES; image++) {
      dataset.append(branch, new TestRows("waves", "m", image).annotated("/p/", "image" + image));
    }
    new Publication(dataset.table(), branches).publish(branch);
  }

  private void publish(int run) {
    dataset.publish("r" + run, new TestRows("r" + run, "m", run).annotated("/p/", "image" + run));
  }

  private List<String> published() {
    return dataset
        .reader()
        .rows(RowSelection.any())
        .select("image.file_name")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static RowSelection at(String version) {
    return new RowSelection(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(version));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private Maintenance.Report run(Retention retention, Instant now) {
    return dataset.maintenance(retention, now).run();
  }

  @Test
  void smallFilesBecomeOneAndVersionsWithoutATagGo() throws Exception {
    List<String> before = published();
    int filesBefore = files().size();

    Maintenance.Report report = run(VERSIONS_GO, Instant.now());

    assertThat(report.work().compactedFiles()).isEqualTo(IMAGES);
    assertThat(report.before().files() - report.after().files()).isEqualTo(IMAGES - 1);
    assertThat(report.work().expiredSnapshots())
        .isEqualTo(report.before().snapshots() + 2 - report.after().snapshots())
        .isPositive();
    assertThat(files()).hasSizeLessThan(filesBefore);
    assertThat(published()).isEqualTo(before).hasSize(IMAGES);
    assertThat(dataset.reader().newestRows(at("v1")).count()).isEqualTo(2);
    assertThat(dataset.versions().runs())
        .extracting(run -> run.runId() + " " + run.snapshotId().isPresent())
        .containsExactly("r1 false", "r2 false", "r3 false");
  }

  @Test
  void aPlanSaysWhatThereIsToDoAndDoesNothing() throws Exception {
    List<Path> before = files();

    Maintenance.Report plan = dataset.maintenance(VERSIONS_GO, Instant.now()).plan();

    assertThat(plan.work().compactedFiles()).isEqualTo(IMAGES);
    assertThat(plan.work().expiredSnapshots()).isPositive();
    assertThat(plan.after()).isEqualTo(plan.before());
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void youngVersionsStay() {
    Maintenance.Report report =
        run(
            new Retention(Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(7)),
            Instant.now());

    assertThat(report.work().expiredSnapshots()).isZero();
    assertThat(dataset.reader().newestRows(at("r3")).count()).isEqualTo(3);
  }

  @Test
  void aRunAtWorkPublishesAsIfNothingHadHappened() {
    RunBranches branches = dataset.branches("more photos");
    RunBranch atWork = branches.create("slow", Optional.empty());
    dataset.begin("slow", "more photos", atWork);
    TestRows slow = new TestRows("slow", "m", 20);
    dataset.append(atWork, slow.annotated("/q/", "first"), slow.annotated("/p/", "image9"));
    for (int run = 7; run < 10; run++) {
      publish(run);
    }

    Maintenance.Report report = run(VERSIONS_GO, Instant.now());
    dataset.append(atWork, slow.annotated("/q/", "second"));
    assertThat(dataset.table().unpublished(atWork).count()).isEqualTo(3);
    new Publication(dataset.table(), branches).publish(atWork);

    assertThat(report.work().branches()).isEmpty();
    assertThat(published())
        .hasSize(IMAGES + 3 + 2)
        .doesNotHaveDuplicates()
        .contains("first", "second");
  }

  @Test
  void branchesOfAbandonedRunsGoAndOthersStay() {
    RunBranch abandoned = branch("abandoned");
    dataset.begin("abandoned", "inputs of abandoned", abandoned);
    RunBranch unheardOf = branch("unheard of");
    Instant inAMonth = Instant.now().plus(Duration.ofDays(31));

    assertThat(run(VERSIONS_GO, Instant.now()).work().branches()).isEmpty();
    List<String> planned = dataset.maintenance(VERSIONS_GO, inAMonth).plan().work().branches();
    Maintenance.Report report = run(VERSIONS_GO, inAMonth);

    assertThat(planned).isEqualTo(report.work().branches()).containsExactly(abandoned.name());
    assertThat(dataset.table().iceberg().refs().keySet())
        .containsExactlyInAnyOrder("main", "v1", unheardOf.name());
    assertThat(published()).hasSize(IMAGES);
  }

  private RunBranch branch(String runId) {
    RunBranch branch = dataset.branches("inputs of " + runId).create(runId, Optional.empty());
    dataset.append(branch, new TestRows(runId, "m", 1).annotated("/p/", runId));
    return branch;
  }

  @Test
  void oldFilesOfNoVersionGoAndYoungOnesStay() throws Exception {
    Path data = folder.resolve("annotations/data");
    Path old = Files.writeString(data.resolve("old.parquet"), "of a wave that was killed");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    Path young = Files.writeString(data.resolve("young.parquet"), "of a wave at work");
    List<Path> others = files().stream().filter(file -> !file.equals(old)).toList();
    // So that what protects the others is that they belong to a version, and not their age.
    for (Path file : others) {
      if (!file.equals(young)) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
      }
    }
    Retention filesGo = new Retention(Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(7));

    assertThat(dataset.maintenance(filesGo, Instant.now()).plan().work().orphanFiles())
        .isEqualTo(1);
    assertThat(old).exists();
    Maintenance.Report report = run(filesGo, Instant.now());

    assertThat(report.work().orphanFiles()).isEqualTo(1);
    assertThat(old).doesNotExist();
    assertThat(files()).containsAll(others);
    assertThat(published()).hasSize(IMAGES);
  }

  @Test
  void maintainingTwiceFindsNothingToDo() {
    run(VERSIONS_GO, Instant.now());

    Maintenance.Report again = run(VERSIONS_GO, Instant.now());

    assertThat(again.work().compactedFiles()).isZero();
    assertThat(again.after().files()).isEqualTo(again.before().files());
    assertThat(published()).hasSize(IMAGES);
  }
}
