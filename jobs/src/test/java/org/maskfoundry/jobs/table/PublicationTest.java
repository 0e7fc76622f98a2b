package org.maskfoundry.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;

class PublicationTest {

  private static final RunKey KEY =
      new RunKey(Phase.FULLY_AUTOMATIC, "photos", "m", TestRows.SETTINGS);
  private static final RunKey OTHER_INPUTS =
      new RunKey(Phase.FULLY_AUTOMATIC, "more photos", "m", TestRows.SETTINGS);

  // Iceberg and Hadoop take paths as text: what would be an escape, a glob or a fragment is a name.
  @TempDir Path parent;

  private DatasetCatalog catalog;
  private AnnotationTable table;

  @BeforeEach
  void create() {
    catalog =
        DatasetCatalog.open(TestSpark.session(), parent.resolve("out put %41 #ü[1]{a}").toString());
    table = AnnotationTable.findOrCreate(catalog);
  }

  private void append(RunBranch branch, ImageRow... rows) {
    table.append(TestRows.dataset(catalog.session(), List.of(rows)), branch);
  }

  private void publish(RunKey key, RunBranch branch) {
    new Publication(table, new RunBranches(table, key)).publish(branch);
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
    RunBranches branches = new RunBranches(table, KEY);
    RunBranch branch = branches.create("r1", Optional.empty());
    TestRows run = new TestRows("r1", "m", 1);

    append(branch, run.annotated("/p/", "a"));
    append(branch, run.annotated("/p/", "b"));

    assertThat(names(table.published())).isEmpty();
    assertThat(names(table.unpublished(branch))).containsExactly("r1 a", "r1 b");
    assertThat(branches.leftBehind()).contains(branch);

    publish(KEY, branch);

    assertThat(names(table.published())).containsExactly("r1 a", "r1 b");
    assertThat(branches.all()).isEmpty();
    assertThat(parent.resolve("out put %41 #ü[1]{a}/annotations/metadata")).isDirectory();
  }

  @Test
  void aRerunGoesOnFromTheBranchLeftBehind() {
    RunBranches branches = new RunBranches(table, KEY);
    append(
        branches.create("r1", Optional.empty()), new TestRows("r1", "m", 1).annotated("/p/", "a"));

    RunBranch rerun = branches.create("r2", branches.leftBehind());
    append(rerun, new TestRows("r2", "m", 2).annotated("/p/", "b"));
    assertThat(branches.leftBehind()).contains(rerun);
    publish(KEY, rerun);

    assertThat(names(table.published())).containsExactly("r1 a", "r2 b");
    assertThat(branches.all()).as("the branch left behind holds nothing of its own").isEmpty();
  }

  @Test
  void aBranchOfOtherInputsIsNotGoneOnFrom() {
    append(
        new RunBranches(table, KEY).create("r1", Optional.empty()),
        new TestRows("r1", "m", 1).annotated("/p/", "a"));

    assertThat(new RunBranches(table, OTHER_INPUTS).leftBehind()).isEmpty();
  }

  @Test
  void whatAnotherRunPublishedMeanwhileStays() {
    RunBranch slow = new RunBranches(table, KEY).create("r1", Optional.empty());
    RunBranch quick = new RunBranches(table, OTHER_INPUTS).create("r2", Optional.empty());
    append(slow, new TestRows("r1", "m", 1).annotated("/p/", "a"));
    append(quick, new TestRows("r2", "m", 2).annotated("/q/", "b"));

    publish(OTHER_INPUTS, quick);
    append(slow, new TestRows("r1", "m", 3).annotated("/p/", "c"));
    publish(KEY, slow);

    assertThat(names(table.published())).containsExactly("r1 a", "r1 c", "r2 b");
    assertThat(table.iceberg().refs().keySet()).containsExactly("main");
  }

  @Test
  void twoRunsOfTheSameWorkAtOnceDoubleNothing() {
    RunBranches branches = new RunBranches(table, KEY);
    RunBranch first = branches.create("r1", Optional.empty());
    append(first, new TestRows("r1", "m", 1).annotated("/p/", "a"));
    RunBranch second = branches.create("r2", Optional.of(first));
    append(first, new TestRows("r1", "m", 2).annotated("/p/", "b"));
    append(second, new TestRows("r2", "m", 3).annotated("/p/", "b"));
    append(second, new TestRows("r2", "m", 4).annotated("/p/", "c"));

    publish(KEY, first);
    assertThat(names(table.published())).containsExactly("r1 a", "r1 b");
    publish(KEY, second);

    assertThat(names(table.published())).containsExactly("r1 a", "r1 b", "r2 c");
  }

  @Test
  void aBranchThatWasRemovedUnderARunIsAClearError() {
    RunBranches branches = new RunBranches(table, KEY);
    RunBranch branch = branches.create("r1", Optional.empty());
    append(branch, new TestRows("r1", "m", 1).annotated("/p/", "a"));
    publish(KEY, branch);

    assertThatThrownBy(() -> append(branch, new TestRows("r1", "m", 1).annotated("/p/", "b")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("another run")
        .hasMessageContaining("run the same command again");
    assertThat(names(table.published())).containsExactly("r1 a");
  }

  @Test
  void countsTakeTheNewestRowOfAnImageThatWasTriedAgain() {
    RunBranch branch = new RunBranches(table, KEY).create("r1", Optional.empty());
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
