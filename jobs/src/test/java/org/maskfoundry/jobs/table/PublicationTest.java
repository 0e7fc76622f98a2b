package org.maskfoundry.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.mask.RleMask;

class PublicationTest {

  private static final RunKey KEY =
      new RunKey(Phase.FULLY_AUTOMATIC, "photos", "m", TestRows.SETTINGS);
  private static final RunKey OTHER_INPUTS =
      new RunKey(Phase.FULLY_AUTOMATIC, "more photos", "m", TestRows.SETTINGS);

  // Iceberg and Hadoop take paths as text: what would be an escape, a glob or a fragment is a name.
  @TempDir Path parent;

  private DatasetCatalog catalog;
  private AnnotationTable table;
  private RunBranches branches;
  private RunBranches otherInputs;

  @BeforeEach
  void create() {
    catalog =
        DatasetCatalog.open(TestSpark.session(), parent.resolve("out put %41 #ü[1]{a}").toString());
    table = AnnotationTable.findOrCreate(catalog);
    branches = new RunBranches(table, KEY);
    otherInputs = new RunBranches(table, OTHER_INPUTS);
  }

  private void append(RunBranch branch, ImageRow... rows) {
    table.append(TestRows.dataset(catalog.session(), List.of(rows)), branch);
  }

  private void publish(RunBranches ofRun, RunBranch branch) {
    new Publication(table, ofRun).publish(branch);
  }

  private void end(String runId) {
    RunRecord run =
        new RunRecord(
            runId,
            "generate",
            KEY,
            Map.of(),
            "model",
            "",
            RunOutcome.RUNNING,
            Instant.EPOCH,
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            "0.1");
    RunTable.findOrCreate(catalog).put(run.ended(RunOutcome.STOPPED, Instant.now(), Map.of()));
  }

  private static List<String> names(Dataset<Row> rows) {
    return rows
        .selectExpr("concat(provenance.run_id, ' ', image.file_name)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void nothingOfARunIsSeenBeforeItIsPublished() {
    RunBranch branch = branches.create("r1", Optional.empty());
    TestRows run = new TestRows("r1", "m", 1);

    append(branch, run.annotated("/p/", "a"));
    append(branch, run.annotated("/p/", "b"));

    assertThat(names(table.published())).isEmpty();
    assertThat(names(table.unpublished(branch))).containsExactly("r1 a", "r1 b");
    assertThat(branches.leftBehind()).contains(branch);

    publish(branches, branch);

    assertThat(names(table.published())).containsExactly("r1 a", "r1 b");
    assertThat(branches.all()).isEmpty();
    assertThat(parent.resolve("out put %41 #ü[1]{a}/annotations/metadata")).isDirectory();
  }

  @Test
  void aRerunGoesOnFromTheBranchLeftBehind() {
    append(
        branches.create("r1", Optional.empty()), new TestRows("r1", "m", 1).annotated("/p/", "a"));

    RunBranches ofRerun = new RunBranches(table, KEY);
    RunBranch rerun = ofRerun.create("r2", ofRerun.leftBehind());
    append(rerun, new TestRows("r2", "m", 2).annotated("/p/", "b"));
    assertThat(branches.leftBehind()).contains(rerun);
    publish(ofRerun, rerun);

    assertThat(names(table.published())).containsExactly("r1 a", "r2 b");
    assertThat(branches.all())
        .as("its run may be at work")
        .extracting("runId")
        .containsExactly("r1");

    end("r1");
    ofRerun.dropPublished();

    assertThat(branches.all()).as("the branch left behind holds nothing of its own").isEmpty();
  }

  @Test
  void aBranchOfOtherInputsIsNotGoneOnFrom() {
    append(
        branches.create("r1", Optional.empty()), new TestRows("r1", "m", 1).annotated("/p/", "a"));

    assertThat(otherInputs.leftBehind()).isEmpty();
  }

  @Test
  void whatAnotherRunPublishedMeanwhileStays() {
    RunBranch slow = branches.create("r1", Optional.empty());
    RunBranch quick = otherInputs.create("r2", Optional.empty());
    append(slow, new TestRows("r1", "m", 1).annotated("/p/", "a"));
    append(quick, new TestRows("r2", "m", 2).annotated("/q/", "b"));

    publish(otherInputs, quick);
    append(slow, new TestRows("r1", "m", 3).annotated("/p/", "c"));
    publish(branches, slow);

    assertThat(names(table.published())).containsExactly("r1 a", "r1 c", "r2 b");
    assertThat(table.iceberg().refs().keySet()).containsExactly("main");
  }

  @Test
  void twoRunsOfTheSameWorkAtOnceDoubleNothing() {
    RunBranch first = branches.create("r1", Optional.empty());
    append(first, new TestRows("r1", "m", 1).annotated("/p/", "a"));
    RunBranch second = branches.create("r2", Optional.of(first));
    append(first, new TestRows("r1", "m", 2).annotated("/p/", "b"));
    append(second, new TestRows("r2", "m", 3).annotated("/p/", "b"));
    append(second, new TestRows("r2", "m", 4).annotated("/p/", "c"));

    publish(branches, first);
    assertThat(names(table.published())).containsExactly("r1 a", "r1 b");
    publish(branches, second);

    assertThat(names(table.published())).containsExactly("r1 a", "r1 b", "r2 c");
  }

  @Test
  void whatPeopleSayElsewhereOfTheSameImageIsNotTheSameWork() {
    RunBranch leftBehind = branches.create("r1", Optional.empty());
    append(leftBehind, new TestRows("r1", "", 1).annotated("/p/", "a", RleMask.full(3, 4)));
    RunBranch quick = otherInputs.create("r2", Optional.empty());
    append(quick, new TestRows("r2", "", 2).annotated("/p/", "a"));

    publish(otherInputs, quick);
    publish(branches, leftBehind);

    assertThat(names(table.published())).containsExactly("r1 a", "r2 a");
    assertThat(RunCounts.of(table.published()).masks()).isEqualTo(1);
    Row newest =
        table.published().selectExpr("max_by(annotations[0].area, provenance.created_at)").head();
    assertThat(newest.getLong(0)).as("what was published last").isEqualTo(12);
  }

  @Test
  void theSameSaidTwiceByPeopleIsOneRow() {
    RunBranch first = branches.create("r1", Optional.empty());
    append(first, new TestRows("r1", "", 1).annotated("/p/", "a"));
    RunBranch second = otherInputs.create("r2", Optional.empty());
    append(second, new TestRows("r2", "", 2).annotated("/p/", "a"));
    append(second, new TestRows("r2", "", 2).annotated("/p/", "b"));

    publish(branches, first);
    publish(otherInputs, second);

    assertThat(names(table.published())).containsExactly("r1 a", "r2 b");
  }

  @Test
  void aRunAtWorkKeepsItsBranchWhereTheSameWorkIsPublishedMeanwhile() {
    RunBranch slow = branches.create("r1", Optional.empty());
    append(slow, new TestRows("r1", "m", 1).annotated("/p/", "a"));
    RunBranches ofQuick = new RunBranches(table, KEY);
    RunBranch quick = ofQuick.create("r2", ofQuick.leftBehind());
    append(quick, new TestRows("r2", "m", 2).annotated("/p/", "b"));

    publish(ofQuick, quick);
    append(slow, new TestRows("r1", "m", 3).annotated("/p/", "b"));
    publish(branches, slow);

    assertThat(names(table.published())).containsExactly("r1 a", "r2 b");
    assertThat(branches.all()).isEmpty();
  }

  @Test
  void aChangeOfBranchesIsRepeatedWhereAnotherRunWasQuicker() {
    append(
        branches.create("r1", Optional.empty()), new TestRows("r1", "m", 1).annotated("/p/", "a"));
    long head = table.head(branches.all().get(0).name()).orElseThrow().snapshotId();
    AnnotationTable ofOtherRun = AnnotationTable.open(catalog);
    AtomicInteger tries = new AtomicInteger();

    table.change(
        references -> {
          if (tries.incrementAndGet() == 1) {
            ofOtherRun.change(others -> others.createTag("theirs", head));
          }
          references.createTag("mine", head);
        });

    assertThat(tries).hasValue(2);
    assertThat(table.iceberg().refs()).containsKeys("mine", "theirs");
  }

  @Test
  void aBranchThatWasRemovedUnderARunIsAClearError() {
    RunBranch branch = branches.create("r1", Optional.empty());
    append(branch, new TestRows("r1", "m", 1).annotated("/p/", "a"));
    publish(branches, branch);

    assertThatThrownBy(() -> append(branch, new TestRows("r1", "m", 1).annotated("/p/", "b")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("is gone")
        .hasMessageContaining("run the same command again");
    assertThat(names(table.published())).containsExactly("r1 a");
  }

  @Test
  void countsTakeTheNewestRowOfAnImageThatWasTriedAgain() {
    RunBranch branch = branches.create("r1", Optional.empty());
    append(
        branch,
        new TestRows("r1", "m", 1).failed("/p/", "a", "truncated"),
        new TestRows("r1", "m", 1).failed("/p/", "b", "truncated"),
        new TestRows("r1", "m", 1).annotated("/p/", "c"));
    append(branch, new TestRows("r2", "m", 2).annotated("/p/", "a"));

    RunCounts counts = RunCounts.of(table.unpublished(branch));

    assertThat(counts.images()).isEqualTo(3);
    assertThat(counts.masks()).isEqualTo(2);
    assertThat(counts.errors()).containsExactly(Map.entry("truncated", 1L));
    assertThat(counts.failedShare()).isEqualTo(1 / 3.0);
  }
}
